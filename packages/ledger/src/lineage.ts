import type { IssuedToken, TokenOnRecord } from '@cambio/sts';
import type { CompiledQuery, Kysely } from 'kysely';
import { readIssuedToken } from './issued-token-body.ts';
import { recordOf } from './record-of-token.ts';
import { isRevoked } from './revocations.ts';
import type { Schema } from './schema.ts';

/** Tokens remembered, some kilobytes each. */
const REMEMBERED = 1024;

type ReadLineage = (jti: string) => Promise<readonly TokenOnRecord[]>;

/**
 * Reads a token and all it was made from. Of those made from no other, which are most, the last ones are remembered: what a
 * token is never changes. Whether it is on record still, and whether it is revoked, is asked each time.
 */
export function lineageReader(db: Kysely<Schema>): ReadLineage {
  const readWhole = wholeReader(db);
  const readRevoked = revokedReader(db);
  const known = new Map<string, IssuedToken>();

  function remember({ revoked, ...token }: TokenOnRecord): void {
    const [oldest] = known.keys();
    if (known.size >= REMEMBERED && oldest !== undefined) known.delete(oldest);
    known.set(token.jti, token);
  }

  return async (jti) => {
    const token = known.get(jti);
    if (token !== undefined) {
      const revoked = await readRevoked(jti);
      return revoked === undefined ? [] : [{ ...token, revoked }];
    }
    const lineage = await readWhole(jti);
    const [first] = lineage;
    if (first?.madeFrom.length === 0) remember(first);
    return lineage;
  };
}

function wholeReader(db: Kysely<Schema>): ReadLineage {
  const query = asking(lineageOf(db, ANY_JTI).compile());
  return async (jti) => {
    const { rows } = await db.executeQuery(query(jti));
    return rows.map(({ revoked, ...kept }) => ({ ...readIssuedToken(kept), revoked: Boolean(revoked) }));
  };
}

/** `undefined` for a token that is not on record. */
function revokedReader(db: Kysely<Schema>): (jti: string) => Promise<boolean | undefined> {
  const revokedOf = db
    .selectFrom('issued_token')
    .select((columns) => isRevoked(columns).as('revoked'))
    .where('jti', '=', ANY_JTI);
  const query = asking(revokedOf.compile());
  return async (jti) => {
    const { rows } = await db.executeQuery(query(jti));
    return rows[0] && Boolean(rows[0].revoked);
  };
}

/** Stands for the `jti` in a query. */
const ANY_JTI = 'any jti';

/** Put together once: that takes several times as long as to run a query, and every introspection does. */
function asking<Row>(query: CompiledQuery<Row>): (jti: string) => CompiledQuery<Row> {
  const place = query.parameters.indexOf(ANY_JTI);
  return (jti) => ({ ...query, parameters: query.parameters.with(place, jti) });
}

/** One query, by primary keys and the index of revocations alone. */
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
