import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A way over loopback to somebody's server, which can be made to fail. */
export interface BreakableLink {
  /** To be used in place of the server's own. */
  readonly port: number;
  /** Ends every connection, and each new one at once. */
  readonly cut: () => void;
  /** Takes connections and passes nothing on, either way. */
  readonly hang: () => void;
  /** Holds every answer back for so many milliseconds. */
  readonly delay: (milliseconds: number) => void;
  /** Passes the next request on, and ends the connection in place of the answer. Resolves when that has happened. */
  readonly loseNextAnswer: () => Promise<void>;
  /** All is well again. */
  readonly mend: () => void;
  /** Leads new connections to another server. */
  readonly leadTo: (port: number) => void;
  readonly close: () => Promise<void>;
}

interface Pair {
  readonly caller: Socket;
  readonly server: Socket;
  /** Whether the caller has said something that has had no answer yet. */
  asked: boolean;
  /** Answers that are held back. */
  readonly late: Buffer[];
}

/** Stands before the server at a loopback port. Well until told otherwise. */
export async function startBreakableLink(serverPort: number): Promise<BreakableLink> {
  const pairs = new Set<Pair>();
  let port = serverPort;
  let state: 'well' | 'cut' | 'hanging' = 'well';
  let latency = 0;
  let losing: (() => void) | undefined;

  const listener = createServer((caller) => {
    if (state === 'cut') return void caller.on('error', () => undefined).destroy();
    const pair = { caller, server: connect(port, '127.0.0.1'), asked: false, late: [] };
    pairs.add(pair);
    join(pair);
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');

  function join(pair: Pair): void {
    const { caller, server } = pair;
    for (const socket of [caller, server]) {
      socket.on('error', () => end(pair)).on('close', () => end(pair));
      if (state === 'hanging') socket.pause();
    }
    caller.on('data', (bytes) => {
      pair.asked = true;
      server.write(bytes);
    });
    server.on('data', (bytes) => {
      const { asked } = pair;
      pair.asked = false;
      if (losing !== undefined && asked) lose(pair, losing);
      else if (latency === 0 && pair.late.length === 0) caller.write(bytes);
      else passOnLate(pair, bytes, latency);
    });
  }

  function lose(pair: Pair, lost: () => void): void {
    losing = undefined;
    end(pair);
    lost();
  }

  function end(pair: Pair): void {
    pairs.delete(pair);
    pair.caller.destroy();
    pair.server.destroy();
  }

  /** In their order, whatever the latency becomes meanwhile. */
  function passOnLate({ caller, late }: Pair, bytes: Buffer, after: number): void {
    late.push(bytes);
    setTimeout(() => caller.write(late.shift() ?? ''), after);
  }

  const address = listener.address();
  if (address === null || typeof address === 'string') throw new TypeError('listens on no port');
  return {
    port: address.port,
    cut: () => {
      state = 'cut';
      pairs.forEach(end);
    },
    hang: () => {
      state = 'hanging';
      for (const { caller, server } of pairs) [caller, server].map((socket) => socket.pause());
    },
    delay: (milliseconds) => {
      latency = milliseconds;
    },
    loseNextAnswer: () =>
      new Promise((resolve) => {
        losing = resolve;
      }),
    mend: () => {
      state = 'well';
      latency = 0;
      losing = undefined;
      for (const { caller, server } of pairs) [caller, server].map((socket) => socket.resume());
    },
    leadTo: (other) => {
      port = other;
    },
    close: async () => {
      pairs.forEach(end);
      listener.close();
      await once(listener, 'close');
    },
  };
}
