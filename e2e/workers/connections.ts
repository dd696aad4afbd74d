import { Client, fetch, type RequestInit } from 'undici';
import type { Gateway } from '../gateway/start-gateway.ts';
import { type Answer, readAnswer } from '../shop/answer.ts';

/** A connection that is kept, and so leads to one worker. */
export interface Connection {
  readonly worker: number;
  readonly fetch: (path: string, init?: RequestInit) => ReturnType<typeof fetch>;
  readonly exchange: (form: URLSearchParams, headers?: Readonly<Record<string, string>>) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

/** One connection to each worker, in the order of their numbers. */
export async function connectToEach(gateway: Gateway, workers: number): Promise<readonly Connection[]> {
  const found = new Map<number, Connection>();
  while (found.size < workers) {
    const connection = await connect(gateway);
    if (found.has(connection.worker)) await connection.close();
    else found.set(connection.worker, connection);
  }
  return [...found.values()].toSorted((a, b) => a.worker - b.worker);
}

async function connect(gateway: Gateway): Promise<Connection> {
  const dispatcher = new Client(gateway.issuer);
  const ask: Connection['fetch'] = (path, init = {}) =>
    fetch(`${gateway.issuer}${path}`, { ...init, dispatcher });
  const before = await answeredBy(gateway);
  await (await ask('/jwks')).text();
  const after = await answeredBy(gateway);
  const worker = [...after].find(([number, count]) => count > (before.get(number) ?? 0))?.[0];
  if (worker === undefined) throw new Error('no worker says that it answered');
  return {
    worker,
    fetch: ask,
    exchange: async (form, headers = {}) =>
      readAnswer(await ask('/token', { method: 'POST', body: form, headers })),
    close: () => dispatcher.close(),
  };
}

/** How many requests for keys each worker has answered, by its number. */
async function answeredBy({ internal }: Gateway): Promise<ReadonlyMap<number, number>> {
  const page = await (await fetch(`${internal}/metrics`)).text();
  const counts = page.matchAll(
    /^http_server_request_duration_count\{[^}]*http_route="\/jwks"[^}]*cambio_worker="(\d+)"[^}]*\} (\d+)$/gm,
  );
  return new Map([...counts].map(([, worker, count]) => [Number(worker), Number(count)]));
}
