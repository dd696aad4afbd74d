import type { Ledger } from '@cambio/ledger';
import type { ChangeSignal, Topic } from '@cambio/marks';
import type { Result } from '@cambio/oauth';

/** The same ledger, which tells the replicas of each change that they follow. Nobody waits for that to arrive. */
export function announceChanges(ledger: Ledger, signal: Pick<ChangeSignal, 'announce'>): Ledger {
  const telling =
    <A extends readonly unknown[], T, E>(topic: Topic, write: (...args: A) => Promise<Result<T, E>>) =>
    async (...args: A): Promise<Result<T, E>> => {
      const written = await write(...args);
      if (written.ok) void signal.announce(topic);
      return written;
    };
  return {
    ...ledger,
    trust: { ...ledger.trust, append: telling('trust', ledger.trust.append) },
    proposals: { ...ledger.proposals, approve: telling('trust', ledger.proposals.approve) },
    keys: {
      ...ledger.keys,
      insertIfAbsent: telling('keys', ledger.keys.insertIfAbsent),
      update: telling('keys', ledger.keys.update),
    },
  };
}
