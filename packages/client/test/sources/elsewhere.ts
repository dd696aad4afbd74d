import { type Received, type Reply, type Server, serve } from '../server.ts';

/** One server for many hosts: requests arrive as `/host/path`, and what is not answered is not there. */
export interface Elsewhere {
  readonly fetch: typeof fetch;
  readonly received: Server['received'];
}

export async function elsewhere(answer: (request: Received) => Reply | undefined): Promise<Elsewhere> {
  const server = await serve((request) => answer(request) ?? { status: 404 });
  return {
    received: server.received,
    fetch: (input, init) => {
      const { protocol, host, pathname, search } = new URL(String(input));
      return fetch(`${server.url}/${protocol}//${host}${pathname}${search}`, init);
    },
  };
}
