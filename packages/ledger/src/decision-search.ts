import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Kysely, SelectQueryBuilder } from 'kysely';
import type { DecisionFilter, DecisionPage } from './ports/decision-trail.ts';
import type { DecisionTable, Schema } from './schema.ts';

type Query<Selected> = SelectQueryBuilder<Schema, 'decision', Selected>;

/** Where a decision stands in the trail. */
type Place = Pick<DecisionTable, 'at' | 'id'>;

/** Decisions looked through in one turn of the event loop: a millisecond or two. */
const SLICE = 5000;

/** How many at the most where another process looks: fewer round trips, each far from the store's time limit. */
const LARGEST = 20_000;

/**
 * The bodies of the decisions that pass the filter, the newest first. The trail is looked through in slices, with a turn
 * of the event loop between them, so that a search through a long history never holds up an exchange. Of a store that runs
 * elsewhere (`isRemote`) each slice is twice the one before, up to a bound.
 */
export async function searchDecisions(
  db: Kysely<Schema>,
  page: DecisionPage,
  isRemote: boolean,
): Promise<readonly string[]> {
  const found: string[] = [];
  let before: Place | undefined;
  if (page.before !== undefined) {
    before = await placeOf(db, page.before);
    if (before === undefined) return found;
  }
  for (let slice = SLICE; ; slice = isRemote ? Math.min(2 * slice, LARGEST) : SLICE) {
    const end = await sliceEnd(db, page, before, slice);
    let query = between(db.selectFrom('decision').select('body'), before, end);
    query = matching(query, page);
    const rows = await newestFirst(query)
      .limit(page.limit - found.length)
      .execute();
    found.push(...rows.map(({ body }) => body));
    if (end === undefined || found.length >= page.limit) return found;
    before = end;
    await nextTurn();
  }
}

function placeOf(db: Kysely<Schema>, id: string): Promise<Place | undefined> {
  return db.selectFrom('decision').select(['at', 'id']).where('id', '=', id).executeTakeFirst();
}

/** The last place of the slice after `before`; `undefined` when the rest is smaller than a slice. */
function sliceEnd(
  db: Kysely<Schema>,
  { since }: DecisionFilter,
  before: Place | undefined,
  slice: number,
): Promise<Place | undefined> {
  let query = between(db.selectFrom('decision').select(['at', 'id']), before, undefined);
  if (since !== undefined) query = query.where('at', '>=', since);
  return newestFirst(query)
    .offset(slice - 1)
    .limit(1)
    .executeTakeFirst();
}

function between<S>(query: Query<S>, before: Place | undefined, end: Place | undefined): Query<S> {
  let bounded = query;
  if (before !== undefined) {
    bounded = bounded.where((eb) => eb(eb.refTuple('at', 'id'), '<', eb.tuple(before.at, before.id)));
  }
  if (end !== undefined) {
    bounded = bounded.where((eb) => eb(eb.refTuple('at', 'id'), '>=', eb.tuple(end.at, end.id)));
  }
  return bounded;
}

function matching<S>(query: Query<S>, filter: DecisionFilter): Query<S> {
  let filtered = query;
  for (const column of ['outcome', 'reason', 'mapping', 'target', 'issuer', 'workload'] as const) {
    const value = filter[column];
    if (value !== undefined) filtered = filtered.where(column, '=', value);
  }
  return filter.since === undefined ? filtered : filtered.where('at', '>=', filter.since);
}

function newestFirst<S>(query: Query<S>): Query<S> {
  return query.orderBy('at', 'desc').orderBy('id', 'desc');
}
