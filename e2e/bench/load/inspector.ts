import { z } from 'zod';

const Targets = z.tuple([z.object({ webSocketDebuggerUrl: z.url() })]);
const Answer = z.object({ id: z.number(), result: z.object({ usedSize: z.number().optional() }) });

/** A process of Node's that was started with `--inspect`, looked into from outside. */
export interface Inspector {
  /** Collects all garbage, and gives the megabytes of heap that are left. */
  readonly heap: () => Promise<number>;
  readonly close: () => void;
}

export async function openInspector(port: number): Promise<Inspector> {
  const targets = await fetch(`http://127.0.0.1:${port}/json/list`);
  const [{ webSocketDebuggerUrl }] = Targets.parse(await targets.json());
  const socket = new WebSocket(webSocketDebuggerUrl);
  const waiting = new Map<number, (used: number | undefined) => void>();
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = Answer.parse(JSON.parse(String(data)));
    waiting.get(id)?.(result.usedSize);
  });
  await new Promise((resolve) => socket.addEventListener('open', resolve));

  function ask(method: string): Promise<number | undefined> {
    const id = waiting.size;
    socket.send(JSON.stringify({ id, method }));
    return new Promise((resolve) => waiting.set(id, resolve));
  }

  return {
    heap: async () => {
      await ask('HeapProfiler.collectGarbage');
      return ((await ask('Runtime.getHeapUsage')) ?? 0) / 1e6;
    },
    close: () => socket.close(),
  };
}
