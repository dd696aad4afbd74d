import type { IssuedToken, TokenOnRecord } from '@cambio/sts';
import type { CompiledQuery, Kysely } from 'kysely';
import { isRevoked } from './revocations.ts';
import type { Schema } from './schema.ts';
import { readIssuedToken } from './token-columns.ts';
import { placeOf } from './token-place.ts';

/** Tokens remembered, some kilobytes each. */
const REMEMBERED = 1024;

type ReadToken = (jti: string) => Promise<TokenOnRecord | undefined>;

/**
 * Reads a token and all it was made from. The last ones are remembered: what a token is never changes. Whether it is on record
 * still, and whether it is revoked, is asked each time.
 */
export function lineageReader(db: Kysely<Schema>): (jti: string) => Promise<readonly TokenOnRecord[]> {
  const read = remembering(tokenReader(db), revokedReader(db));

  return async (jti) => {
    const found = new Map<string, TokenOnRecord>();
    for (let wanted: readonly string[] = [jti]; wanted.length > 0; ) {
      const tokens = (await Promise.all(wanted.map(read))).filter((token) => token !== undefined);
      for (const token of tokens) found.set(token.jti, token);
      const before = new Set(tokens.flatMap(({ madeFrom }) => madeFrom));
      wanted = [...before].filter((each) => !found.has(each));
    }
    return [...found.values()];
  };
}

function remembering(readWhole: ReadToken, readRevoked: ReturnType<typeof revokedReader>): ReadToken {
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
      return revoked === undefined ? undefined : { ...token, revoked };
    }
    const read = await readWhole(jti);
    if (read !== undefined) remember(read);
    return read;
  };
}

function tokenReader(db: Kysely<Schema>): ReadToken {
  const read = asking(
    db,
    onRecord(db)
      .select((columns) => ['token.body', 'token.token', isRevoked(columns).as('revoked')])
      .compile(),
  );
  return async (jti) => {
    const row = await read(jti);
    return row && { ...readIssuedToken(row), revoked: Boolean(row.revoked) };
  };
}

/** `undefined` for a token that is not on record. */
function revokedReader(db: Kysely<Schema>): (jti: string) => Promise<boolean | undefined> {
  const read = asking(
    db,
    onRecord(db)
      .select((columns) => isRevoked(columns).as('revoked'))
      .compile(),
  );
  return async (jti) => {
    const row = await read(jti);
    return row && Boolean(row.revoked);
  };
}

/** Stand for the place of a token in a query. */
const ANY = { id: 'any id', at: -1, jti: 'any jti' };

/** By its decision's primary key, and the index of revocations alone. */
function onRecord(db: Kysely<Schema>) {
  return db
    .selectFrom('decision as token')
    .where('token.id', '=', ANY.id)
    .where('token.at', '=', ANY.at)
    .where('token.jti', '=', ANY.jti)
    .where('token.token', 'is not', null);
}

/** Put together once: that takes several times as long as to run a query, and every introspection does. */
function asking<Row>(
  db: Kysely<Schema>,
  query: CompiledQuery<Row>,
): (jti: string) => Promise<Row | undefined> {
  const indexOf = (any: unknown) => query.parameters.indexOf(any);
  const [id, at, whole] = [indexOf(ANY.id), indexOf(ANY.at), indexOf(ANY.jti)] as const;
  return async (jti) => {
    const place = placeOf(jti);
    if (place === undefined) return undefined;
    const parameters = query.parameters.with(id, place.id).with(at, place.at).with(whole, jti);
    const filled: CompiledQuery<Row> = { ...query, parameters };
    const { rows } = await db.executeQuery(filled);
    return rows[0];
  };
}
