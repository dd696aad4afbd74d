import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An address that keeps what is posted to it, and answers as it is told. */
export interface Collector {
  readonly url: string;
  readonly received: Received[];
  close(): Promise<void>;
}

/** @param answer the status, and what else; `undefined` never answers */
export async function startCollector(
  answer: (
    received: Received,
  ) => { readonly status: number; readonly location?: string; readonly body?: string } | undefined,
): Promise<Collector> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const one = { headers: request.headers, body: await text(request) };
    received.push(one);
    const answered = answer(one);
    if (answered === undefined) return;
    const { status, location, body } = answered;
    response.writeHead(status, location === undefined ? {} : { location });
    response.end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/records`,
    received,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
