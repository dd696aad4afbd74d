import { ok } from '@cambio/oauth';
import type { DecisionRecord, IssuedToken } from '@cambio/sts';
import type { Kysely } from 'kysely';
import type { Attempt } from './attempt.ts';
import { writeIssuedToken } from './issued-token-body.ts';
import { lineageReader } from './lineage.ts';
import { countLive, listLive } from './live-tokens.ts';
import type { IssuedTokenStore } from './ports/issued-tokens.ts';
import type { IssuedTokenTable, Schema, TokenDescentTable } from './schema.ts';
import { inSlices } from './slices.ts';
import type { Insert } from './store.ts';

export function issuedTokens(db: Kysely<Schema>, answer: Attempt, now: () => number): IssuedTokenStore {
  const readLineage = lineageReader(db);
  return {
    lineage: (jti) => answer(async () => ok(await readLineage(jti))),
    live: (page) => answer(async () => ok(await listLive(db, page, now()))),
    countLive: (selector) => answer(async () => ok(await countLive(db, selector, now()))),
    sweep: (keepMs) => {
      const before = now() - keepMs;
      return inSlices(answer, (limit) => forgetDead(db, before, limit));
    },
  };
}

/** The rows of a token that was issued by a decision. */
export interface TokenRows {
  readonly token: IssuedTokenTable;
  readonly descent: readonly TokenDescentTable[];
}

export function tokenRows(token: IssuedToken, record: DecisionRecord): TokenRows {
  const { jti, madeFrom } = token;
  return { token: rowOf(token, record), descent: madeFrom.map((made_from) => ({ jti, made_from })) };
}

/** What is written of tokens, in the transaction that writes their decisions. */
export function tokenInserts(tokens: readonly TokenRows[]): readonly Insert[] {
  return [
    { table: 'issued_token', rows: tokens.map(({ token }) => token) },
    { table: 'token_descent', rows: tokens.flatMap(({ descent }) => descent) },
  ];
}

async function forgetDead(db: Kysely<Schema>, before: number, limit: number): Promise<number> {
  const dead = db.selectFrom('issued_token').select('jti').where('expires_at', '<', before).limit(limit);
  const forgotten = await db.deleteFrom('issued_token').where('jti', 'in', dead).executeTakeFirst();
  return Number(forgotten.numDeletedRows);
}

function rowOf(token: IssuedToken, record: DecisionRecord): IssuedTokenTable {
  const { subject, actor } = token;
  return {
    jti: token.jti,
    at: token.at,
    expires_at: token.expiresAt * 1000,
    decision: token.decision,
    mapping: token.mapping,
    target: token.target,
    client: token.asked.client ?? null,
    issuer: subject.issuer,
    workload: subject.workload.key,
    task: subject.workload.task ?? null,
    actor_issuer: actor?.issuer ?? null,
    actor_workload: actor?.workload.key ?? null,
    actor_task: actor?.workload.task ?? null,
    body: writeIssuedToken(token, record),
  };
}
