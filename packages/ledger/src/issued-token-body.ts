import type { JsonObject } from '@cambio/oauth';
import type { IssuedToken } from '@cambio/sts';
import { z } from 'zod';
import { asked, parseJson, text, texts } from './body-parts.ts';
import { DamagedRecord } from './store-fault.ts';

const workload = z.object({
  key: text,
  kind: z.enum(['job', 'pod', 'instance', 'function', 'service', 'person', 'workload']),
  name: text,
  tenant: text.exactOptional(),
  task: text.exactOptional(),
  source: z
    .object({
      repository: text.exactOptional(),
      ref: text.exactOptional(),
      commit: text.exactOptional(),
    })
    .exactOptional(),
});

/** What was parsed as JSON is JSON all through: to look at each claim again takes longer than all else. */
const claims = z.custom<JsonObject>(
  (parsed) => typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed),
);

const party = z.object({ issuer: text, issuerUrl: text, claims, workload });

const issuedToken = z.object({
  jti: text,
  decision: text,
  at: z.int(),
  expiresAt: z.int(),
  mapping: text,
  target: text,
  audience: text,
  sub: text,
  scopes: texts,
  subject: party,
  actor: party.exactOptional(),
  asked,
  madeFrom: texts,
});

/** The text a token is kept as. */
export function writeIssuedToken(token: IssuedToken): string {
  const body: z.infer<typeof issuedToken> = token;
  return JSON.stringify(body);
}

/** Throws `DamagedRecord` for anything `writeIssuedToken` can't have written. */
export function readIssuedToken(body: string): IssuedToken {
  const token = issuedToken.safeParse(parseJson(body));
  if (!token.success) throw new DamagedRecord('issued token', token.error.message);
  return token.data;
}
