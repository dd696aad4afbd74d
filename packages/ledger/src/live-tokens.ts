import { setImmediate as nextTurn } from 'node:timers/promises';
import type { IssuedToken, RevocationSelector } from '@cambio/sts';
import type { Kysely } from 'kysely';
import { readIssuedToken } from './issued-token-body.ts';
import type { LiveTokenPage } from './ports/issued-tokens.ts';
import { COVERS, isRevoked } from './revocations.ts';
import type { IssuedTokenTable, Schema } from './schema.ts';

/** Tokens looked at in one turn of the event loop: a few milliseconds. */
const SLICE = 1000;

/** Where a token stands in the list. */
type Place = Pick<IssuedTokenTable, 'at' | 'jti'>;

interface Row extends Place {
  readonly body: string;
  readonly revoked: unknown;
}

export async function listLive(
  db: Kysely<Schema>,
  { limit, selector, before }: LiveTokenPage,
  now: number,
): Promise<readonly IssuedToken[]> {
  const start = before === undefined ? undefined : await placeOf(db, before);
  if (before !== undefined && start === undefined) return [];
  const found: IssuedToken[] = [];
  for await (const { body } of liveRows(db, selector, now, start)) {
    found.push(readIssuedToken(body));
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
  for await (const _ of liveRows(db, selector, now, undefined)) count++;
  return count;
}

/** In slices, with a turn of the event loop between them, so that a long list never holds up an exchange. */
async function* liveRows(
  db: Kysely<Schema>,
  selector: RevocationSelector | undefined,
  now: number,
  start: Place | undefined,
): AsyncIterable<Row> {
  for (let before = start; ; ) {
    const rows = await slice(db, selector, now, before);
    yield* rows.filter(({ revoked }) => !revoked);
    before = rows.at(-1);
    if (rows.length < SLICE) return;
    await nextTurn();
  }
}

function slice(
  db: Kysely<Schema>,
  selector: RevocationSelector | undefined,
  now: number,
  before: Place | undefined,
): Promise<readonly Row[]> {
  let query = db
    .selectFrom('issued_token')
    .select((columns) => ['at', 'jti', 'body', isRevoked(columns).as('revoked')])
    .where('expires_at', '>', now);
  if (selector !== undefined) query = query.where((columns) => covers(columns, selector));
  if (before !== undefined) {
    query = query.where((eb) => eb(eb.refTuple('at', 'jti'), '<', eb.tuple(before.at, before.jti)));
  }
  return query.orderBy('at', 'desc').orderBy('jti', 'desc').limit(SLICE).execute();
}

type Columns = Parameters<typeof isRevoked>[0];

/** Whether a revocation by this selector would cover the token of this row. */
function covers(columns: Columns, selector: RevocationSelector) {
  if (selector.by === 'before') return columns('at', '<=', selector.time);
  if (selector.by === 'token') return columns('jti', '=', selector.value);
  const compared = COVERS.filter(([by]) => by === selector.by);
  return columns.or(compared.map(([, column]) => columns(column, '=', selector.value)));
}

function placeOf(db: Kysely<Schema>, jti: string): Promise<Place | undefined> {
  return db.selectFrom('issued_token').select(['at', 'jti']).where('jti', '=', jti).executeTakeFirst();
}
