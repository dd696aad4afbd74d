import { ok } from '@cambio/oauth';
import type { DecisionRecord, IssuedToken, TokenOnRecord } from '@cambio/sts';
import type { InferResult, Kysely } from 'kysely';
import type { Attempt } from './attempt.ts';
import { readIssuedToken, writeIssuedToken } from './issued-token-body.ts';
import { countLive, listLive } from './live-tokens.ts';
import type { IssuedTokenStore } from './ports/issued-tokens.ts';
import { recordOf } from './record-of-token.ts';
import { isRevoked } from './revocations.ts';
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

/**
 * Reads a token and all it was made from. One query, by primary keys and the index of revocations alone; put together once,
 * since that takes several times as long as to run it, and every introspection does.
 */
function lineageReader(db: Kysely<Schema>): (jti: string) => Promise<readonly TokenOnRecord[]> {
  const query = lineageOf(db, ANY_JTI).compile();
  const place = query.parameters.indexOf(ANY_JTI);
  return async (jti) => {
    const asked = { ...query, parameters: query.parameters.with(place, jti) };
    const { rows } = await db.executeQuery<InferResult<typeof query>[number]>(asked);
    return rows.map(({ revoked, ...kept }) => ({ ...readIssuedToken(kept), revoked: Boolean(revoked) }));
  };
}

/** Stands for the `jti` in the query. */
const ANY_JTI = 'any jti';

function lineageOf(db: Kysely<Schema>, jti: string) {
  return db
    .withRecursive('lineage(jti)', (query) =>
      query
        .selectFrom('issued_token')
        .select('jti')
        .where('jti', '=', jti)
        .union(
          query
            .selectFrom('lineage')
            .innerJoin('token_descent', 'token_descent.jti', 'lineage.jti')
            .select('token_descent.made_from as jti'),
        ),
    )
    .selectFrom('lineage')
    .innerJoin('issued_token', 'issued_token.jti', 'lineage.jti')
    .select((columns) => ['issued_token.body', recordOf(columns), isRevoked(columns).as('revoked')]);
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
