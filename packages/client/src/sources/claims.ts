import type { EpochSeconds } from '@cambio/oauth';
import { decodeJwt } from 'jose';
import { z } from 'zod';

/** What a caller reads in its own token, to choose and to explain. Nothing of it is verified: the gateway does that. */
export interface OwnClaims {
  readonly aud: readonly string[];
  readonly iat?: EpochSeconds;
  readonly exp?: EpochSeconds;
}

const claims = z.object({
  aud: z
    .union([z.string().transform((one) => [one]), z.array(z.string())])
    .optional()
    .transform((aud) => aud ?? []),
  iat: z.number().exactOptional(),
  exp: z.number().exactOptional(),
});

/** The claims of a token, where it is a JWT. */
export function readClaims(token: string): OwnClaims | undefined {
  try {
    return claims.safeParse(decodeJwt(token)).data;
  } catch {
    return undefined;
  }
}
