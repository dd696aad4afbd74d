import type { IncomingHttpHeaders } from 'node:http';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { text } from 'node:stream/consumers';

export interface Call {
  readonly method?: string;
  readonly target?: string;
  /** Name and value in turn, as often as wanted. */
  readonly headers?: readonly string[];
  readonly body?: string;
  /** The client certificate. */
  readonly certificate?: { readonly cert: string; readonly key: string };
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** One request, exactly as it is told: `fetch` would join headers and hide certificates. */
export function call(url: string, { method = 'GET', target = '/deploy', ...rest }: Call): Promise<Answer> {
  const { headers = [], body, certificate } = rest;
  const { hostname, port, protocol } = new URL(url);
  const request = protocol === 'https:' ? requestHttps : requestHttp;
  const length = ['content-length', String(Buffer.byteLength(body ?? ''))];
  const options = { hostname, port, method, path: target, agent: false, rejectUnauthorized: false };
  return new Promise((resolve, reject) => {
    const sent = request({
      ...options,
      ...certificate,
      headers: ['host', `${hostname}:${port}`, ...length, ...headers],
    });
    sent.on('error', reject);
    sent.on('response', async (response) => {
      const { statusCode = 0, headers: answered } = response;
      resolve({ status: statusCode, headers: answered, body: await text(response) });
    });
    sent.end(body);
  });
}
