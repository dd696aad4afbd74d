import type { Ledger } from '@cambio/ledger';
import { err, ok } from '@cambio/oauth';
import { diffTrust, type SourceText } from '@cambio/policy';
import type { ActiveTrust } from '../../trust/active-trust.ts';
import { revisionOperations as operations } from '../contract/revisions.ts';
import { implement } from '../operation.ts';
import { pageOf } from '../page.ts';
import type { ChangeTrust } from './change.ts';
import { toldRevision } from './told.ts';

export interface RevisionParts {
  readonly history: Pick<Ledger['trust'], 'get' | 'list'>;
  readonly trust: Pick<ActiveTrust, 'draft'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** The history of the documents. */
export function revisionHandlers({ history, trust, now }: RevisionParts, change: ChangeTrust) {
  return {
    listRevisions: implement(operations.listRevisions, async ({ query: { limit, cursor } }) => {
      const found = await history.list({ limit: limit + 1, ...(cursor !== undefined && { before: cursor }) });
      if (!found.ok) return err({ reason: 'unavailable' });
      const { items, next } = pageOf(found.value, limit, ({ revision }) => revision);
      return ok({ status: 200, body: { revisions: items.map(toldRevision), ...next } });
    }),

    readRevision: implement(operations.readRevision, async ({ path }) => {
      const found = await history.get(path.revision);
      if (!found.ok) return err({ reason: 'unavailable' });
      if (found.value === undefined) return err({ reason: 'no_such_revision' });
      return ok({ status: 200, body: { revision: toldRevision(found.value), files: found.value.sources } });
    }),

    diffRevision: implement(operations.diffRevision, async ({ path, query: { against } }) => {
      const after = await history.get(path.revision);
      if (!after.ok) return err({ reason: 'unavailable' });
      if (after.value === undefined) return err({ reason: 'no_such_revision' });
      const previous = await history.list({ limit: 1, before: path.revision });
      if (!previous.ok) return err({ reason: 'unavailable' });
      const other = against ?? previous.value[0]?.revision;
      const before = other === undefined ? ok(undefined) : await history.get(other);
      if (!before.ok) return err({ reason: 'unavailable' });
      if (against !== undefined && before.value === undefined) return err({ reason: 'no_such_revision' });
      const [old, young] = [before.value?.sources ?? [], after.value.sources];
      const documents = await effects(old, young);
      return ok({
        status: 200,
        body: {
          revision: path.revision,
          ...(other !== undefined && { against: other }),
          files: differing(old, young),
          ...(documents && { documents }),
        },
      });
    }),

    restoreRevision: implement(operations.restoreRevision, ({ path, body: { reason }, ...call }) =>
      change({
        ...call,
        reason,
        edit: async () => {
          const found = await history.get(path.revision);
          if (!found.ok) return err({ reason: 'unavailable' });
          return found.value === undefined ? err({ reason: 'no_such_revision' }) : ok(found.value.sources);
        },
      }),
    ),
  };

  /** Of documents that this version can still read. */
  async function effects(before: readonly SourceText[], after: readonly SourceText[]) {
    const [old, young] = [await trust.draft(before), await trust.draft(after)];
    if (!old.ok || !young.ok) return undefined;
    return diffTrust(old.value.trust, young.value.trust, { now: Math.floor(now() / 1000) }).documents;
  }
}

/** The files that are otherwise, in the order of their paths. */
function differing(before: readonly SourceText[], after: readonly SourceText[]) {
  const texts = (files: readonly SourceText[]) => new Map(files.map(({ path, text }) => [path, text]));
  const [old, young] = [texts(before), texts(after)];
  return [...new Set([...old.keys(), ...young.keys()])].sort().flatMap((path) => {
    const [was, is] = [old.get(path), young.get(path)];
    if (was === is) return [];
    return [{ path, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) }];
  });
}
