import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChainedDecision, type Ledger, openLedger } from '@cambio/ledger';
import type { DecisionId, Digest } from '@cambio/oauth';
import type { DecisionRecord } from '@cambio/sts';

export const NOW = 1_800_000_000_000;
export const ISSUER = 'https://sts.example';

/** A ledger in a folder of its own, with a clock that is set by hand. */
export interface LedgerUnderTest {
  readonly folder: string;
  readonly ledger: Ledger;
  readonly clock: { time: number };
  readonly now: () => number;
  /** Records as many decisions. */
  readonly decide: (count: number) => Promise<void>;
  readonly pending: (consumer: string) => Promise<readonly ChainedDecision[]>;
  readonly close: () => Promise<void>;
}

export async function ledgerUnderTest(): Promise<LedgerUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), 'cambio-audit-'));
  const clock = { time: NOW };
  const now = () => clock.time;
  const opened = await openLedger({ url: `sqlite:${join(folder, 'cambio.db')}`, now });
  if (!opened.ok) throw new Error(opened.error.reason);
  const ledger = opened.value;
  let decided = 0;
  return {
    folder,
    ledger,
    clock,
    now,
    decide: async (count) => {
      for (let i = 0; i < count; i += 1) {
        const recorded = await ledger.decisions.record(decision(++decided));
        if (!recorded.ok) throw new Error(recorded.error);
      }
    },
    pending: async (consumer) => {
      const pending = await ledger.trail.pending(consumer, 1000);
      if (!pending.ok) throw new Error(pending.error);
      return pending.value;
    },
    close: async () => {
      await ledger.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Each second one is denied. */
export function decision(number: number): DecisionRecord {
  const denied = number % 2 === 0;
  return {
    id: `decision-${number}` as DecisionId,
    at: NOW + number,
    revision: 'r1',
    outcome: denied ? 'deny' : 'allow',
    ...(denied && { reason: 'no_mapping' as const }),
    subject: {
      issuer: 'github',
      workload: 'github-actions:repository_id=1',
      name: 'acme/shop',
      claims: { repository_id: '1' },
      tokenDigest: 'a'.repeat(64) as Digest,
    },
    asked: { audience: 'https://deployer.example', binding: 'none' },
    target: 'deployer',
  };
}
