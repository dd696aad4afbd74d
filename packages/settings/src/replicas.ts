import { z } from 'zod';

export const replicas = z
  .enum(['one', 'many'])
  .prefault('one')
  .describe('How many gateways answer for this issuer. `many` need a PostgreSQL and a Redis they share.');

/** What of the stores decides whether gateways can share them. */
interface Told {
  readonly replicas: 'one' | 'many';
  readonly ledger: { readonly url: string };
  readonly marks: { readonly url: string };
}

/** A setting that does not go with the others, and why. */
export interface Misfit {
  readonly path: readonly string[];
  readonly message: string;
}

/** What several gateways would not share, and where marks would have no place. */
export function unsharedStores({ replicas, ledger, marks }: Told): readonly Misfit[] {
  const shared = /^postgres(ql)?:\/\/./.test(ledger.url);
  const misfits: Misfit[] = [];
  const need = (path: string, message: string) => misfits.push({ path: path.split('.'), message });
  if (replicas === 'many' && !shared)
    need('ledger.url', 'must be postgres://… with `replicas: many`: one machine alone has a SQLite file');
  if (replicas === 'many' && !marks.url.startsWith('redis'))
    need('marks.url', 'must be redis://… with `replicas: many`: what one gateway has marked, all must see');
  else if (marks.url === 'ledger' && shared)
    need('marks.url', 'must be redis://… or sqlite:PATH where the ledger is PostgreSQL');
  return misfits;
}
