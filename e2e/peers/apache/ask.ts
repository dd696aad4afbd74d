import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { LOOPBACK_TLS } from '@cambio/testkit';
import type { Certificate } from '@cambio/testkit/certificates';
import { z } from 'zod';

export interface Question {
  readonly headers: Readonly<Record<string, string>>;
  /** Shown to Apache. */
  readonly certificate?: Certificate | undefined;
}

export interface Reply {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  /** The headers that reached the service; absent where the request did not. */
  readonly passedOn?: Readonly<Record<string, unknown>>;
}

const PassedOn = z.object({ passedOn: z.record(z.string(), z.unknown()) });

/** What the service behind Apache answers. */
export function echo({ headers }: IncomingMessage): string {
  return JSON.stringify({ passedOn: headers });
}

/** Posts nothing to an address that Apache guards, on a connection of its own. */
export async function ask(url: string, { headers, certificate }: Question): Promise<Reply> {
  const { hostname } = new URL(url);
  const shown = certificate && { cert: certificate.cert, key: certificate.key };
  const tls = { ca: LOOPBACK_TLS.ca, servername: hostname, ...shown };
  const sent = request(url, { method: 'POST', headers, agent: false, ...tls }).end();
  const [response]: IncomingMessage[] = await once(sent, 'response');
  if (response === undefined) throw new TypeError('a response without a response');
  const body = await text(response);
  const reached = response.statusCode === 200 ? PassedOn.parse(JSON.parse(body)) : {};
  return { status: response.statusCode, headers: response.headers, ...reached };
}
