import type { JsonObject } from '@cambio/oauth';
import type { DecisionRecord, IssuedToken } from '@cambio/sts';
import { z } from 'zod';
import { asked, parseJson, text, texts } from './body-parts.ts';
import type { DecisionTable, TokenColumns } from './schema.ts';
import { DamagedRecord } from './store-fault.ts';

/** What was parsed as JSON is JSON all through: to look at each claim again takes longer than all else. */
const claims = z.custom<JsonObject>(
  (parsed) => typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed),
);

/** What the record does not say of somebody: the issuer's URL where it is not the claims' `iss`, the claims where it has not all. */
const party = z.object({
  issuerUrl: text.exactOptional(),
  kind: z.enum(['job', 'pod', 'instance', 'function', 'service', 'person', 'workload']),
  tenant: text.exactOptional(),
  source: z
    .object({
      repository: text.exactOptional(),
      ref: text.exactOptional(),
      commit: text.exactOptional(),
    })
    .exactOptional(),
  claims: claims.exactOptional(),
});

/** What the record of a decision does not say of the token it issued. */
const besides = z.object({ subject: party, actor: party.exactOptional(), madeFrom: texts.exactOptional() });

const recordedParty = z.object({
  issuer: text,
  workload: text,
  name: text,
  task: text.exactOptional(),
  claims,
});

/** What it does. */
const recorded = z.object({
  id: text,
  at: z.int(),
  mapping: text,
  target: text,
  asked,
  subject: recordedParty,
  actor: recordedParty.exactOptional(),
  issued: z.object({ jti: text, subject: text, audience: text, scopes: texts, expiresAt: z.int() }),
});

type Party = IssuedToken['subject'];
type RecordedParty = DecisionRecord['subject'];

export const NO_TOKEN: TokenColumns = {
  jti: null,
  expires_at: null,
  client: null,
  task: null,
  actor_issuer: null,
  actor_workload: null,
  actor_task: null,
  token: null,
  erase_at: null,
};

/** The token of a decision, beside the record of it: what that says is not written again. */
export function tokenColumns(token: IssuedToken, record: DecisionRecord): TokenColumns {
  const { jti, asked: request, madeFrom } = token;
  const subject = beside(token.subject, record.subject);
  const actor = token.actor && beside(token.actor, record.actor);
  const isOnRecord = subject.claims === undefined && actor?.claims === undefined;
  const expires_at = token.expiresAt * 1000;
  return {
    jti,
    expires_at,
    client: request.client ?? null,
    task: token.subject.workload.task ?? null,
    actor_issuer: token.actor?.issuer ?? null,
    actor_workload: token.actor?.workload.key ?? null,
    actor_task: token.actor?.workload.task ?? null,
    token: JSON.stringify({
      subject,
      ...(actor && { actor }),
      ...(madeFrom.length > 0 && { madeFrom }),
    } satisfies z.infer<typeof besides>),
    erase_at: isOnRecord ? null : expires_at,
  };
}

/** The record has all claims where it was made of the very same. */
function beside(
  { issuerUrl, workload: { kind, tenant, source }, claims: all }: Party,
  recordedAs: RecordedParty | undefined,
): z.infer<typeof party> {
  return {
    ...(issuerUrl !== all.iss && { issuerUrl }),
    kind,
    ...(tenant !== undefined && { tenant }),
    ...(source && { source }),
    ...(recordedAs?.claims !== all && { claims: all }),
  };
}

/** Throws `DamagedRecord` for anything that was not written as a token and the record of its decision. */
export function readIssuedToken({ body, token }: Pick<DecisionTable, 'body' | 'token'>): IssuedToken {
  const { id: decision, at, mapping, target, asked: request, issued, ...known } = parsed(recorded, body);
  const { madeFrom = [], ...more } = parsed(besides, token ?? '');
  return {
    jti: issued.jti,
    decision,
    at,
    expiresAt: issued.expiresAt,
    mapping,
    target,
    audience: issued.audience,
    sub: issued.subject,
    scopes: issued.scopes,
    subject: joined(known.subject, more.subject),
    ...(known.actor && more.actor && { actor: joined(known.actor, more.actor) }),
    asked: request,
    madeFrom,
  };
}

function parsed<Schema extends z.ZodType>(schema: Schema, json: string): z.infer<Schema> {
  const { data, error } = schema.safeParse(parseJson(json));
  if (error !== undefined) throw new DamagedRecord('issued token', error.message);
  return data;
}

function joined(
  { issuer, workload: key, name, task, claims: recordedClaims }: z.infer<typeof recordedParty>,
  { issuerUrl, kind, tenant, source, claims: all = recordedClaims }: z.infer<typeof party>,
): Party {
  const url = issuerUrl ?? all.iss;
  if (typeof url !== 'string') throw new DamagedRecord('issued token', "its issuer's URL is missing");
  return {
    issuer,
    issuerUrl: url,
    claims: all,
    workload: {
      key,
      kind,
      name,
      ...(tenant !== undefined && { tenant }),
      ...(task !== undefined && { task }),
      ...(source && { source }),
    },
  };
}
