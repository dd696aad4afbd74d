import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { LOOPBACK_TLS, listen } from '@cambio/testkit';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { runProgram } from '../gateway/programs.ts';

/** A git server over https that takes tokens of a gateway for passwords. */
export interface GitServer {
  readonly url: string;
  /** Whom it let in, each once. */
  readonly subjects: () => readonly string[];
  readonly close: () => Promise<void>;
}

/** Serves an empty `shop.git` in the folder, by git's own CGI program. */
export async function startGitServer(
  folder: string,
  { issuer, audience }: { readonly issuer: string; readonly audience: string },
): Promise<GitServer> {
  const made = await runProgram('git', ['init', '--quiet', '--bare', join(folder, 'shop.git')]);
  if (made.code !== 0) throw new Error(made.stderr);
  const allowed = await runProgram('git', [
    '-C',
    join(folder, 'shop.git'),
    'config',
    'http.receivepack',
    'true',
  ]);
  if (allowed.code !== 0) throw new Error(allowed.stderr);
  const backend = join((await runProgram('git', ['--exec-path'])).stdout.trim(), 'git-http-backend');
  const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`));
  const seen = new Set<string>();

  const admit = async ({ headers }: IncomingMessage): Promise<boolean> => {
    const [, encoded = ''] = (headers.authorization ?? '').split(' ');
    const [, password = ''] = Buffer.from(encoded, 'base64').toString().split(':');
    const verified = await jwtVerify(password, keys, { issuer, audience, typ: 'at+jwt' }).catch(
      () => undefined,
    );
    if (verified?.payload.sub !== undefined) seen.add(verified.payload.sub);
    return verified !== undefined;
  };

  const server = await listen(
    async (request, response) => {
      if (await admit(request)) await answerBy(backend, folder, request, response);
      else response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
    },
    { tls: LOOPBACK_TLS },
  );
  return { url: server.url, subjects: () => [...seen], close: server.close };
}

/** Runs a CGI program (RFC 3875) for one request. */
async function answerBy(
  program: string,
  folder: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, search } = new URL(request.url ?? '/', 'https://unused.invalid');
  const body = await buffer(request);
  const child = spawn(program, {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_LENGTH: String(body.length),
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding']?.toString() ?? '',
      REMOTE_USER: 'job',
      REMOTE_ADDR: '127.0.0.1',
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  // A program that has heard enough may be gone before it was told all.
  child.stdin.on('error', () => undefined);
  child.stdin.end(body);
  const output = await buffer(child.stdout);
  const end = output.indexOf('\r\n\r\n');
  const lines = output.subarray(0, end).toString().split('\r\n');
  const headers = lines.map((line) => [
    line.slice(0, line.indexOf(':')).toLowerCase(),
    line.slice(line.indexOf(':') + 2),
  ]);
  const { status = '200', ...rest } = Object.fromEntries(headers);
  response.writeHead(Number(status.slice(0, 3)), rest).end(output.subarray(end + 4));
}
