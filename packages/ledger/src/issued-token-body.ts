import type { JsonObject } from '@cambio/oauth';
import type { DecisionRecord, IssuedToken } from '@cambio/sts';
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

/** Without claims: those that the record of its decision has of it. */
const party = z.object({ issuer: text, issuerUrl: text, claims: claims.exactOptional(), workload });

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

const recordedParty = z.object({ claims });

/** What a token needs of the record of its decision. */
const recorded = z.object({ subject: recordedParty, actor: recordedParty.exactOptional() });

type Party = IssuedToken['subject'];
type KeptParty = z.infer<typeof party>;

/**
 * The text a token is kept as. What its decision's record has of the claims, all of them by default, is not written again: it
 * would be the greater part of what is written for a token.
 */
export function writeIssuedToken(token: IssuedToken, record: DecisionRecord): string {
  const { subject, actor, ...rest } = token;
  const body: z.infer<typeof issuedToken> = {
    ...rest,
    subject: beside(record.subject, subject),
    ...(actor && { actor: beside(record.actor, actor) }),
  };
  return JSON.stringify(body);
}

/** The record has all claims where it was made of the very same. */
function beside(recordedAs: DecisionRecord['actor'], { claims, ...rest }: Party): KeptParty {
  return recordedAs?.claims === claims ? rest : { ...rest, claims };
}

export interface KeptToken {
  readonly body: string;
  /** The record of its decision; `null` where that is gone. */
  readonly record: string | null;
}

/** Throws `DamagedRecord` for anything `writeIssuedToken` can't have written, and where claims are missing from the record. */
export function readIssuedToken({ body, record }: KeptToken): IssuedToken {
  const token = issuedToken.safeParse(parseJson(body));
  if (!token.success) throw new DamagedRecord('issued token', token.error.message);
  const { subject, actor, ...rest } = token.data;
  const isWhole = subject.claims !== undefined && (actor === undefined || actor.claims !== undefined);
  const known = isWhole ? undefined : recorded.safeParse(parseJson(record ?? '')).data;
  return {
    ...rest,
    subject: completed(subject, known?.subject),
    ...(actor && { actor: completed(actor, known?.actor) }),
  };
}

function completed(kept: KeptParty, known: z.infer<typeof recordedParty> | undefined): Party {
  const found = kept.claims ?? known?.claims;
  if (found === undefined) throw new DamagedRecord('issued token', 'its claims are on no record');
  return { ...kept, claims: found };
}
