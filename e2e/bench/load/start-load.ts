import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Order, Stretch } from './order.ts';

/** The process that makes the load. */
export interface Load {
  /** One order at a time. */
  readonly make: (order: Order) => Promise<Stretch>;
  readonly stop: () => Promise<void>;
}

/** Starts it on one processor, as `taskset` names it. */
export function startLoad(processor: string): Load {
  const path = fileURLToPath(new URL('./generator.ts', import.meta.url));
  const child = spawn('/usr/bin/taskset', ['-c', processor, process.execPath, path], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  const died = once(child, 'exit').then(([code]) => {
    process.off('exit', end);
    throw new Error(`the load ended with ${code}`);
  });
  died.catch(() => undefined);
  return {
    make: async (order) => {
      const made = once(child, 'message');
      child.send(order);
      const [stretch] = await Promise.race([made, died]);
      return stretch;
    },
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
