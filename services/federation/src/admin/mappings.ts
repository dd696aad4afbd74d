import type { Ledger } from '@cambio/ledger';
import { err, ok } from '@cambio/oauth';
import { findDocument, narrowSteps } from '@cambio/policy';
import { z } from 'zod';
import type { ActiveTrust } from '../trust/active-trust.ts';
import { inSlices } from '../trust/in-slices.ts';
import { readUses } from '../trust/recorded-uses.ts';
import { mappingOperations as operations } from './contract/mappings.ts';
import { createCursor } from './cursor.ts';
import { implement } from './operation.ts';
import { pageOf } from './page.ts';

export interface MappingParts {
  readonly trust: Pick<ActiveTrust, 'current'>;
  readonly workloads: Pick<Ledger['workloads'], 'usersOf' | 'scopesOf'>;
  readonly decisions: Pick<Ledger['decisions'], 'list'>;
  readonly revocations: Pick<Ledger['revocations'], 'givenBack'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

const userCursor = createCursor(z.tuple([z.string(), z.string(), z.string()]));

/** What was really used of a mapping, and what could be less of it. */
export function mappingHandlers({ trust, workloads, decisions, revocations, now }: MappingParts) {
  return {
    listMappingUsers: implement(
      operations.listMappingUsers,
      async ({ path: { id }, query: { limit, cursor } }) => {
        const place = cursor === undefined ? undefined : userCursor.read(cursor);
        if (cursor !== undefined && place === undefined) {
          return err({ reason: 'query_invalid', members: ['cursor'] });
        }
        const after = place && { issuer: place[0], workload: place[1], target: place[2] };
        const found = await workloads.usersOf(id, { limit: limit + 1, ...(after && { after }) });
        if (!found.ok) return err({ reason: 'unavailable' });
        const { items, next } = pageOf(found.value, limit, ({ issuer, workload, target }) =>
          userCursor.write([issuer, workload, target]),
        );
        return ok({ status: 200, body: { users: items, ...next } });
      },
    ),

    suggestNarrower: implement(
      operations.suggestNarrower,
      async ({ path: { id }, query: { days, limit } }) => {
        const { revision, trust: inForce, files } = trust.current();
        if (!inForce.mappings.has(id)) return err({ reason: 'no_such_mapping' });
        const written = findDocument(files, { kind: 'Mapping', id });
        if (written === undefined) return err({ reason: 'document_configured' });
        const bounds = { mapping: id, days, limit, now: now() };
        const uses = await readUses({ decisions, revocations }, inForce, bounds);
        const asked = await workloads.scopesOf(id);
        if (!uses.ok || !asked.ok) return err({ reason: 'unavailable' });
        const { scopes, alwaysNamed: always } = asked.value;
        const { uses: concludedFrom, ...narrower } = await inSlices(
          narrowSteps(inForce, {
            mapping: id,
            text: written.text,
            records: uses.value.uses,
            asked: { scopes: new Set(scopes.map(({ scope }) => scope)), always },
          }),
        );
        const record = { days, uses: concludedFrom, truncated: uses.value.truncated };
        const body = { revision, path: written.path, before: written.text, ...narrower, record };
        return ok({ status: 200, body, revision });
      },
    ),
  };
}
