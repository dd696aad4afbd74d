import { setImmediate as nextTurn } from 'node:timers/promises';
import type { IssuedToken, RevocationSelector } from '@cambio/sts';
import type { Kysely } from 'kysely';
import { readIssuedToken } from './issued-token-body.ts';
import type { LiveTokenPage } from './ports/issued-tokens.ts';
import { recordOf } from './record-of-token.ts';
import { COVERS, isRevoked } from './revocations.ts';
import type { Schema } from './schema.ts';

/** Tokens looked through in one turn of the event loop: a few milliseconds. */
const SLICE = 1000;

export async function listLive(
  db: Kysely<Schema>,
  { limit, selector, before }: LiveTokenPage,
  now: number,
): Promise<readonly IssuedToken[]> {
  const found: IssuedToken[] = [];
  for await (const slice of slices(db, before)) {
    const rows = await live(db, slice, selector, now)
      .select((columns) => ['body', recordOf(columns)])
      .orderBy('jti', 'desc')
      .limit(limit - found.length)
      .execute();
    found.push(...rows.map(readIssuedToken));
    if (found.length === limit) break;
  }
  return found;
}

export async function countLive(
  db: Kysely<Schema>,
  selector: RevocationSelector,
  now: number,
): Promise<number> {
  let count = 0;
  for await (const slice of slices(db, undefined)) {
    const { number } = await live(db, slice, selector, now)
      .select((columns) => columns.fn.countAll<number>().as('number'))
      .executeTakeFirstOrThrow();
    count += number;
  }
  return count;
}

/** What comes after one `jti` in the list, up to and with another; without these, from its start, to its end. */
interface Slice {
  readonly after: string | undefined;
  readonly through: string | undefined;
}

/** With a turn of the event loop between them, so that a long list never holds up an exchange, whatever little is found. */
async function* slices(db: Kysely<Schema>, start: string | undefined): AsyncIterable<Slice> {
  for (let after = start; ; ) {
    const last = await within(db, { after, through: undefined })
      .select('jti')
      .orderBy('jti', 'desc')
      .offset(SLICE - 1)
      .limit(1)
      .executeTakeFirst();
    yield { after, through: last?.jti };
    if (last === undefined) return;
    after = last.jti;
    await nextTurn();
  }
}

/** A `jti` begins with the time, so that those of the newest tokens are the last by their text. */
function within(db: Kysely<Schema>, { after, through }: Slice) {
  let query = db.selectFrom('issued_token');
  if (after !== undefined) query = query.where('jti', '<', after);
  if (through !== undefined) query = query.where('jti', '>=', through);
  return query;
}

function live(db: Kysely<Schema>, slice: Slice, selector: RevocationSelector | undefined, now: number) {
  const alive = within(db, slice)
    .where('expires_at', '>', now)
    .where((columns) => columns.not(isRevoked(columns)));
  return selector === undefined ? alive : alive.where((columns) => covers(columns, selector));
}

type Columns = Parameters<typeof isRevoked>[0];

/** Whether a revocation by this selector would cover the token of this row. */
function covers(columns: Columns, selector: RevocationSelector) {
  if (selector.by === 'before') return columns('at', '<=', selector.time);
  if (selector.by === 'token') return columns('jti', '=', selector.value);
  const compared = COVERS.filter(([by]) => by === selector.by);
  return columns.or(compared.map(([, column]) => columns(column, '=', selector.value)));
}
