import type { Ledger, StoredDecision } from '@cambio/ledger';
import { ok, type Result } from '@cambio/oauth';
import type { CompiledTrust, RecordedUse } from '@cambio/policy';
import { newestDecisions, recordedOf } from './recorded-decisions.ts';

export interface RecordedUses {
  /** The newest first. */
  readonly uses: readonly RecordedUse[];
  /** Whether there are older ones of these days that were left out. */
  readonly truncated: boolean;
}

export interface UseBounds {
  readonly mapping: string;
  readonly days: number;
  /** Decisions at the most. */
  readonly limit: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

interface Kept {
  readonly decisions: Pick<Ledger['decisions'], 'list'>;
  readonly revocations: Pick<Ledger['revocations'], 'givenBack'>;
}

const DAY = 86_400_000;

/** What a mapping granted in the last days, and which of the tokens were given back. */
export async function readUses(
  { decisions, revocations }: Kept,
  trust: CompiledTrust,
  { mapping, days, limit, now }: UseBounds,
): Promise<Result<RecordedUses, 'unavailable'>> {
  const filter = { mapping, outcome: 'allow', since: now - days * DAY } as const;
  const stored = await newestDecisions(decisions, filter, limit + 1);
  if (!stored.ok) return stored;
  const kept = stored.value.slice(0, limit);
  const givenBack = await revocations.givenBack(kept.flatMap(({ issued }) => issued?.jti ?? []));
  if (!givenBack.ok) return givenBack;
  const uses = kept.map((decision) => useOf(decision, trust, givenBack.value));
  return ok({ uses, truncated: stored.value.length > limit });
}

function useOf(
  decision: StoredDecision,
  trust: CompiledTrust,
  givenBack: ReadonlyMap<string, number>,
): RecordedUse {
  const until = givenBack.get(decision.issued?.jti ?? '');
  const use = recordedOf(decision, [trust]);
  return until === undefined ? use : { ...use, held: (until - decision.at) / 1000 };
}
