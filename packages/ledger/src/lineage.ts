import type { IssuedToken, TokenOnRecord } from '@cambio/sts';
import type { Compilable, Kysely } from 'kysely';
import { z } from 'zod';
import { isRevoked } from './revocations.ts';
import type { Schema } from './schema.ts';
import type { Store } from './store.ts';
import { readIssuedToken } from './token-columns.ts';
import { placeOf, type TokenPlace } from './token-place.ts';

/** Tokens remembered, some kilobytes each. */
const REMEMBERED = 1024;

type Reads = Pick<Store, 'db' | 'read'>;
type ReadToken = (jti: string) => Promise<TokenOnRecord | undefined>;
/** Asks for a token by its place; `undefined` for one that is not on record. */
type Ask<Answer> = (jti: string, place: TokenPlace) => Promise<Answer | undefined>;

/**
 * Reads a token and all it was made from. The last ones are remembered: what a token is never changes. Whether it is on record
 * still, and whether it is revoked, is asked each time.
 */
export function lineageReader(store: Reads): (jti: string) => Promise<readonly TokenOnRecord[]> {
  const read = remembering(tokenReader(store), revokedReader(store));

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

function remembering(readWhole: Ask<TokenOnRecord>, readRevoked: Ask<boolean>): ReadToken {
  const known = new Map<string, IssuedToken>();

  function remember({ revoked, ...token }: TokenOnRecord): void {
    const [oldest] = known.keys();
    if (known.size >= REMEMBERED && oldest !== undefined) known.delete(oldest);
    known.set(token.jti, token);
  }

  return async (jti) => {
    const token = known.get(jti);
    if (token !== undefined) {
      const revoked = await readRevoked(jti, { id: token.decision, at: token.at });
      return revoked === undefined ? undefined : { ...token, revoked };
    }
    const place = placeOf(jti);
    const read = place && (await readWhole(jti, place));
    if (read !== undefined) remember(read);
    return read;
  };
}

const RevokedRow = z.object({ revoked: z.union([z.boolean(), z.number()]) });
const TokenRow = RevokedRow.extend({ body: z.string(), token: z.string() });

function tokenReader(store: Reads): Ask<TokenOnRecord> {
  const ask = asking(
    store,
    onRecord(store.db).select((columns) => ['token.body', 'token.token', isRevoked(columns).as('revoked')]),
    TokenRow,
  );
  return async (jti, place) => {
    const row = await ask(jti, place);
    return row && { ...readIssuedToken(row), revoked: Boolean(row.revoked) };
  };
}

function revokedReader(store: Reads): Ask<boolean> {
  const query = onRecord(store.db).select((columns) => isRevoked(columns).as('revoked'));
  const ask = asking(store, query, RevokedRow);
  return async (jti, place) => {
    const row = await ask(jti, place);
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
function asking<Row>({ read }: Reads, select: Compilable, shape: z.ZodType<Row>): Ask<Row> {
  const query = select.compile();
  return async (jti, { id, at }) => {
    const parameters = query.parameters.map((any) => {
      switch (any) {
        case ANY.id:
          return id;
        case ANY.at:
          return at;
        case ANY.jti:
          return jti;
        default:
          return any;
      }
    });
    const [row] = await read({ ...query, parameters });
    return row === undefined ? undefined : shape.parse(row);
  };
}
