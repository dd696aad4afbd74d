import type { Ledger } from '@cambio/ledger';
import { err, ok } from '@cambio/oauth';
import type { CompiledTrust } from '@cambio/policy';
import { z } from 'zod';
import type { ActiveTrust } from '../trust/active-trust.ts';
import { workloadOperations as operations } from './contract/workloads.ts';
import { createCursor } from './cursor.ts';
import { implement } from './operation.ts';
import { pageOf } from './page.ts';

type Inventory = Pick<Ledger['workloads'], 'list' | 'get'>;

export interface WorkloadParts {
  readonly workloads: Inventory;
  readonly trust: Pick<ActiveTrust, 'current'>;
}

const workloadCursor = createCursor(z.tuple([z.string(), z.string()]));

export function workloadHandlers({ workloads, trust }: WorkloadParts) {
  return {
    listWorkloads: implement(operations.listWorkloads, async ({ query: { limit, cursor, ...filter } }) => {
      const place = cursor === undefined ? undefined : workloadCursor.read(cursor);
      if (cursor !== undefined && place === undefined) {
        return err({ reason: 'query_invalid', members: ['cursor'] });
      }
      const after = place && { issuer: place[0], workload: place[1] };
      const found = await workloads.list({ ...filter, limit: limit + 1, ...(after && { after }) });
      if (!found.ok) return err({ reason: 'unavailable' });
      const { items, next } = pageOf(found.value, limit, ({ issuer, workload }) =>
        workloadCursor.write([issuer, workload]),
      );
      return ok({ status: 200, body: { workloads: items, ...next } });
    }),

    readWorkload: implement(operations.readWorkload, async ({ path }) => {
      const found = await workloads.get(path);
      if (!found.ok) return err({ reason: 'unavailable' });
      if (found.value === undefined) return err({ reason: 'no_such_workload' });
      const { uses, ...seen } = found.value;
      const inForce = trust.current().trust;
      return ok({ status: 200, body: { ...seen, uses: uses.map((use) => beside(use, inForce)) } });
    }),
  };
}

type Profile = Extract<Awaited<ReturnType<Inventory['get']>>, { readonly ok: true }>['value'];
type Use = NonNullable<Profile>['uses'][number];

/** What was used beside what is granted today. */
function beside({ scopes: asked, ...use }: Use, { mappings }: CompiledTrust) {
  const mapping = mappings.get(use.mapping);
  if (mapping === undefined) return { ...use, asked, unused: [] };
  const { owner, scopes: granted } = mapping;
  // One that names its scopes asks for some of them every time.
  const alwaysNamed = asked.some((each) => each.asked >= use.count);
  const needed = new Set(asked.map(({ scope }) => scope));
  const unused = alwaysNamed ? granted.filter((scope) => !needed.has(scope)) : [];
  return { ...use, asked, owner, granted, unused };
}
