import { z } from 'zod';
import type { Misfit } from './replicas.ts';

export const workers = z
  .int()
  .min(1)
  .max(64)
  .prefault(1)
  .describe(
    'Processes that serve behind one listening socket, each on a processor of its own. More than there are processors gain nothing.',
  );

interface Told {
  readonly workers: number;
  readonly ledger: { readonly url: string };
  readonly marks: { readonly url: string };
}

/** Stores in the memory of one process, which the others would not see. */
export function storesOfOneProcess({ workers, ledger, marks }: Told): readonly Misfit[] {
  if (workers === 1) return [];
  return Object.entries({ 'ledger.url': ledger.url, 'marks.url': marks.url })
    .filter(([, url]) => url.startsWith('sqlite::memory:'))
    .map(([path]) => ({
      path: path.split('.'),
      message: 'must be a file with several workers: what one process has in memory, the others do not see',
    }));
}
