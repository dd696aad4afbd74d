import { setImmediate as nextTurn } from 'node:timers/promises';
import type { IssuedToken, RevocationSelector } from '@cambio/sts';
import type { Kysely, NotNull, SelectQueryBuilder } from 'kysely';
import type { LiveTokenPage } from './ports/issued-tokens.ts';
import { COVERS, isRevoked } from './revocations.ts';
import type { DecisionTable, Schema } from './schema.ts';
import { readIssuedToken } from './token-columns.ts';
import { placeOf } from './token-place.ts';

/** Tokens looked through in one turn of the event loop: a few milliseconds. */
const SLICE = 1000;

export async function listLive(
  db: Kysely<Schema>,
  { limit, selector, before }: LiveTokenPage,
  now: number,
): Promise<readonly IssuedToken[]> {
  const found: IssuedToken[] = [];
  const start = before === undefined ? undefined : await endOf(db, before);
  if (before !== undefined && start === undefined) return found;
  for await (const slice of slices(db, now, start)) {
    const query = standing(db, slice, selector, now).select(['token.body', 'token.token']);
    const rows = await longestFirst(query)
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
  for await (const slice of slices(db, now)) {
    const { number } = await standing(db, slice, selector, now)
      .select((columns) => columns.fn.countAll<number>().as('number'))
      .executeTakeFirstOrThrow();
    count += number;
  }
  return count;
}

/** Where a token is in the list. */
interface End {
  readonly expires_at: number;
  readonly id: string;
}

/** What comes after one token in the list, up to and with another; without these, from its start, to its end. */
interface Slice {
  readonly after: End | undefined;
  readonly through: End | undefined;
}

async function endOf(db: Kysely<Schema>, jti: string): Promise<End | undefined> {
  const place = placeOf(jti);
  if (place === undefined) return undefined;
  return db
    .selectFrom('decision')
    .select(['expires_at', 'id'])
    .where('id', '=', place.id)
    .where('at', '=', place.at)
    .where('expires_at', 'is not', null)
    .$narrowType<{ expires_at: NotNull }>()
    .executeTakeFirst();
}

/** With a turn of the event loop between them, so that a long list never holds up an exchange, whatever little is found. */
async function* slices(db: Kysely<Schema>, now: number, start?: End): AsyncIterable<Slice> {
  for (let after = start; ; ) {
    const query = within(db, { after, through: undefined }, now).select(['token.expires_at', 'token.id']);
    const through: End | undefined = await longestFirst(query)
      .offset(SLICE - 1)
      .limit(1)
      .$narrowType<{ expires_at: NotNull }>()
      .executeTakeFirst();
    yield { after, through };
    if (through === undefined) return;
    after = through;
    await nextTurn();
  }
}

function within(db: Kysely<Schema>, { after, through }: Slice, now: number) {
  let query = db.selectFrom('decision as token').where('token.expires_at', '>', now);
  if (after !== undefined)
    query = query.where((columns) => columns(endOfRow(columns), '<', ends(columns, after)));
  if (through !== undefined)
    query = query.where((columns) => columns(endOfRow(columns), '>=', ends(columns, through)));
  return query;
}

type Query<Selected> = SelectQueryBuilder<Schema & { readonly token: DecisionTable }, 'token', Selected>;

function longestFirst<S>(query: Query<S>): Query<S> {
  return query.orderBy('token.expires_at', 'desc').orderBy('token.id', 'desc');
}

type Columns = Parameters<typeof isRevoked>[0];

function endOfRow({ refTuple }: Columns) {
  return refTuple('token.expires_at', 'token.id');
}

function ends({ tuple }: Columns, { expires_at, id }: End) {
  return tuple(expires_at, id);
}

function standing(db: Kysely<Schema>, slice: Slice, selector: RevocationSelector | undefined, now: number) {
  const alive = within(db, slice, now)
    .where('token.token', 'is not', null)
    .where((columns) => columns.not(isRevoked(columns)));
  return selector === undefined ? alive : alive.where((columns) => covers(columns, selector));
}

/** Whether a revocation by this selector would cover the token of this row. */
function covers(columns: Columns, selector: RevocationSelector) {
  if (selector.by === 'before') return columns('token.at', '<=', selector.time);
  if (selector.by === 'token') return columns('token.jti', '=', selector.value);
  const compared = COVERS.filter(([by]) => by === selector.by);
  return columns.or(compared.map(([, column]) => columns(`token.${column}`, '=', selector.value)));
}
