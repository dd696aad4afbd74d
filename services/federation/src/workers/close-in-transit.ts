import type { ChildProcess } from 'node:child_process';
import { z } from 'zod';

/** How Node hands a connection to a worker, and how the worker answers. */
const HandedOn = z.object({ act: z.literal('newconn'), seq: z.int() });
const Answered = z.object({ ack: z.int() });

interface Connection {
  close(): void;
}

/**
 * Closes the connections that are on their way to a worker when it ends. The primary hands a connection on, and closes its
 * own end of it once the worker has answered. Where the worker is killed in between, Node never hears of it and keeps the
 * connection, which nobody serves: whoever opened it would wait without end. Of one that is closed they know at once.
 */
export function closeInTransit(worker: ChildProcess): void {
  const inTransit = new Map<number, Connection>();
  const { send } = worker;
  worker.send = (...args: readonly unknown[]): boolean => {
    const [message, handle] = args;
    if (isConnection(handle)) {
      const handedOn = HandedOn.safeParse(message);
      if (handedOn.success) inTransit.set(handedOn.data.seq, handle);
    }
    return Reflect.apply(send, worker, args);
  };
  worker.on('internalMessage', (message: unknown) => {
    const answered = Answered.safeParse(message);
    if (answered.success) inTransit.delete(answered.data.ack);
  });
  worker.once('exit', () => {
    for (const connection of inTransit.values()) connection.close();
  });
}

function isConnection(handle: unknown): handle is Connection {
  return (
    typeof handle === 'object' && handle !== null && 'close' in handle && typeof handle.close === 'function'
  );
}
