import type { IncomingMessage, ServerResponse } from 'node:http';
import { createGzip, gzipSync } from 'node:zlib';

/** How an evil issuer answers one request. */
export type EvilAnswer = (request: IncomingMessage, response: ServerResponse) => void;

type Headers = Readonly<Record<string, string>>;

/** A well-formed answer, whatever is in it; a string is sent as it is. */
export function answerJson(body: unknown, headers: Headers = {}): EvilAnswer {
  const text = typeof body === 'string' || body instanceof Buffer ? body : JSON.stringify(body);
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(text);
  };
}

export function answerStatus(status: number, headers: Headers = {}): EvilAnswer {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end('{"keys":[]}');
  };
}

export function redirectTo(location: string, status = 302): EvilAnswer {
  return answerStatus(status, { location });
}

/** Takes the request and never says a word. */
export const silence: EvilAnswer = () => {};

/** Breaks the connection off instead of answering. */
export const hangUp: EvilAnswer = (request) => {
  request.socket.destroy();
};

const DRIP_MS = 5;

/** Good headers, then a space at a time for as long as somebody listens: each read makes progress, none is the last. */
export const trickle: EvilAnswer = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const drip = setInterval(() => response.write(' '), DRIP_MS);
  response.once('close', () => clearInterval(drip));
};

const CHUNK = Buffer.alloc(64 * 1024, 0x20);

/** White space without end and without a `Content-Length`. */
export const endless: EvilAnswer = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  pour(response, () => response.write(CHUNK));
};

/** The same, packed about a thousand to one: few bytes on the wire, and no end of them unpacked. */
export const endlessGzip: EvilAnswer = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
  const gzip = createGzip();
  gzip.pipe(response);
  pour(gzip, () => gzip.write(CHUNK));
  response.once('close', () => gzip.destroy());
};

interface Sink {
  on(event: 'drain' | 'close', listener: () => void): unknown;
  readonly destroyed: boolean;
}

/** Writes until the sink is full, and again whenever it has drained. */
function pour(sink: Sink, write: () => boolean): void {
  const fill = (): void => {
    while (!sink.destroyed && write());
  };
  sink.on('drain', fill);
  fill();
}

/** A valid JSON document, padded to `bytes`, that is a small fraction of that on the wire. */
export function gzipBomb(bytes: number): EvilAnswer {
  return answerJson(gzipSync(`{"keys":[]${' '.repeat(bytes)}}`), { 'content-encoding': 'gzip' });
}
