import { err } from '@cambio/oauth';
import type { Attempt } from './attempt.ts';

/** Work on a store that is let go of one day. */
interface Gate {
  /** Lets work in while the gate is open. */
  readonly enter: Attempt;
  /** Lets nothing in any more, and resolves when everything that was inside is done. */
  close(): Promise<void>;
}

export function gate(): Gate {
  const inside = new Set<Promise<unknown>>();
  let open = true;
  return {
    async enter(work) {
      if (!open) return err('unavailable');
      const running = work();
      inside.add(running);
      try {
        return await running;
      } finally {
        inside.delete(running);
      }
    },
    async close() {
      open = false;
      await Promise.allSettled(inside);
    },
  };
}
