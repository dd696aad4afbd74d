import { type Actor, type Confirmation, type EpochSeconds, ok, parseScope } from '@cambio/oauth';
import { z } from 'zod';
import type { Scheme } from './credentials.ts';

/** What an access token says (RFC 9068 §2.2). */
export interface AccessToken {
  readonly subject: string;
  readonly clientId: string;
  /** The `jti`. */
  readonly id: string;
  readonly issuedAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
  readonly scopes: readonly string[];
  /** Who acts for the subject (RFC 8693 §4.1). */
  readonly actor?: Actor;
  /** The key it is bound to. */
  readonly confirmation?: Confirmation;
  /** The decision it was issued by, to ask the gateway's operator about: `txn`. */
  readonly decisionId?: string;
  /** Everything it says, the claims that mappings add included. */
  readonly claims: Readonly<Record<string, unknown>>;
}

/** An access token that was verified, as it was presented. */
export interface VerifiedToken extends AccessToken {
  readonly scheme: Scheme;
  /** To be sent as `DPoP-Nonce` with the answer (RFC 9449 §8.2). */
  readonly nextNonce?: string;
}

const actor = z.object({
  sub: z.string(),
  iss: z.string().exactOptional(),
  get act() {
    return actor.exactOptional();
  },
});

/** Absent or empty: none. */
const scopes = z
  .string()
  .default('')
  .transform((text, context) => {
    const parsed = text === '' ? ok([]) : parseScope(text);
    if (parsed.ok) return parsed.value;
    context.addIssue(parsed.error);
    return z.NEVER;
  });

const claims = z.looseObject({
  sub: z.string().min(1),
  client_id: z.string().min(1),
  jti: z.string().min(1),
  iat: z.number(),
  exp: z.number(),
  scope: scopes,
  act: actor.exactOptional(),
  txn: z.string().exactOptional(),
});

/** One way to be bound, and one this product issues: whatever else is there must not be overlooked (RFC 7800 §3.1). */
const confirmation = z.union([
  z.strictObject({ jkt: z.string() }),
  z.strictObject({ 'x5t#S256': z.string() }),
]);

/**
 * Reads the claims of a token whose signature, issuer, audience and times have been checked. Requires those that
 * RFC 9068 §2.2 requires.
 */
export function readAccessToken(
  payload: Readonly<Record<string, unknown>>,
): AccessToken | 'claims_invalid' | 'confirmation_unsupported' {
  const said = claims.safeParse(payload).data;
  if (said === undefined) return 'claims_invalid';
  const bound = confirmation.optional().safeParse(payload.cnf);
  if (!bound.success) return 'confirmation_unsupported';
  return {
    subject: said.sub,
    clientId: said.client_id,
    id: said.jti,
    issuedAt: said.iat,
    expiresAt: said.exp,
    scopes: said.scope,
    ...(said.act !== undefined && { actor: said.act }),
    ...(bound.data !== undefined && { confirmation: bound.data }),
    ...(said.txn !== undefined && { decisionId: said.txn }),
    claims: payload,
  };
}
