import { err, ok, type Result } from '@cambio/oauth';
import type { Unavailable } from '@cambio/sts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import { readCheckpoint } from '../verify/checkpoint.ts';
import type { Entry } from './entry.ts';

/** What of the trail an export reads. */
type Source = Pick<AuditTrail, 'chains' | 'latestCheckpoint' | 'checkpoints' | 'records'>;

type Write = (entry: Entry) => Promise<void>;

/** Entries read at a time. */
const PAGE = 500;

/**
 * Writes the trail up to its last checkpoint, in the order in which it is verified: what is stored, right or wrong. With
 * `unsealed`, also what came after. `nothing_sealed` where there is no checkpoint yet.
 */
export async function exportTrail(
  trail: Source,
  write: Write,
  { unsealed = false }: { readonly unsealed?: boolean } = {},
): Promise<Result<void, Unavailable | 'nothing_sealed'>> {
  const latest = await trail.latestCheckpoint();
  if (!latest.ok) return latest;
  if (latest.value === undefined) return err('nothing_sealed');
  await write({ kind: 'trail', format: 1, checkpoint: latest.value.statement });
  const seal = readCheckpoint(latest.value.statement);
  const reached = new Map(seal?.statement.chains.map(({ chain, base }) => [chain, base.seq]));
  const exporting = new Exporting(trail, write, reached);

  const through = latest.value.number;
  for (let from = seal?.statement.oldest ?? 1; from <= through; ) {
    const page = await trail.checkpoints({ from, through, limit: PAGE });
    if (!page.ok) return page;
    for (const { statement } of page.value) {
      const written = await exporting.upTo(statement);
      if (!written.ok) return written;
    }
    const last = page.value.at(-1);
    if (last === undefined) break;
    from = last.number + 1;
  }
  return unsealed ? exporting.rest() : ok(undefined);
}

/** An export under way, and how far it has come on every chain. */
class Exporting {
  readonly #trail: Source;
  readonly #write: Write;
  readonly #reached: Map<string, number>;

  constructor(trail: Source, write: Write, reached: Map<string, number>) {
    this.#trail = trail;
    this.#write = write;
    this.#reached = reached;
  }

  /** A checkpoint, after the records it covers. */
  async upTo(statement: string): Promise<Result<void, Unavailable>> {
    for (const { chain, head } of readCheckpoint(statement)?.statement.chains ?? []) {
      const written = await this.#records(chain, head.seq);
      if (!written.ok) return written;
    }
    await this.#write({ kind: 'checkpoint', statement });
    return ok(undefined);
  }

  async rest(): Promise<Result<void, Unavailable>> {
    const chains = await this.#trail.chains();
    if (!chains.ok) return chains;
    for (const { chain, head } of chains.value) {
      const written = await this.#records(chain, head.seq);
      if (!written.ok) return written;
    }
    return ok(undefined);
  }

  async #records(chain: string, through: number): Promise<Result<void, Unavailable>> {
    for (;;) {
      const after = this.#reached.get(chain) ?? 0;
      if (after >= through) return ok(undefined);
      const page = await this.#trail.records({ chain, after, through, limit: PAGE });
      if (!page.ok) return page;
      for (const record of page.value) await this.#write(record);
      this.#reached.set(chain, page.value.at(-1)?.seq ?? through);
    }
  }
}
