import cluster from 'node:cluster';
import { constants } from 'node:os';
import { closeInTransit } from './close-in-transit.ts';
import {
  type FromWorker,
  fromWorker,
  REPLACEMENT_VARIABLE,
  type ToWorker,
  WORKER_VARIABLE,
} from './messages.ts';
import type { Ending, ServingAt, WorkerProcess } from './worker-process.ts';

/**
 * Starts this program once more, with the same arguments and environment, as the worker of this number. It inherits the
 * standard streams, so what it says of a failure is said by the program.
 *
 * @param replacements how many of this number have ended before
 * @param handedOver JSON, given to it before it starts to serve
 */
export function forkWorker(number: number, replacements: number, handedOver: unknown): WorkerProcess {
  const worker = cluster.fork({ [WORKER_VARIABLE]: number, [REPLACEMENT_VARIABLE]: replacements });
  closeInTransit(worker.process);
  const serving = Promise.withResolvers<ServingAt | undefined>();
  const ended = Promise.withResolvers<Ending>();
  const end = (ending: Ending) => {
    serving.resolve(undefined);
    ended.resolve(ending);
  };

  function listen(message: FromWorker): void {
    switch (message.kind) {
      case 'waiting': {
        const answer: ToWorker = { kind: 'handed over', what: handedOver };
        worker.process.send(answer, undefined, {}, () => undefined);
        break;
      }
      case 'serving':
        serving.resolve(message);
    }
  }

  worker.on('message', (message: unknown) => {
    const said = fromWorker.safeParse(message);
    if (said.success) listen(said.data);
  });
  worker.once('exit', (code: number | null, signal: NodeJS.Signals | null) => end(endingOf(code, signal)));
  // One that was told something while it ended is heard of by its end; one that never came to be has none.
  worker.on('error', () => {
    if (worker.process.pid === undefined) end({ code: 1 });
  });

  return {
    serving: serving.promise,
    ended: ended.promise,
    stop: () => void worker.process.kill('SIGTERM'),
    kill: () => void worker.process.kill('SIGKILL'),
  };
}

function endingOf(code: number | null, signal: NodeJS.Signals | null): Ending {
  return signal === null ? { code: code ?? 1 } : { code: 128 + constants.signals[signal], signal };
}
