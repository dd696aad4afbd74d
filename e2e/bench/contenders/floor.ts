/**
 * What no gateway can be cheaper than: `node:http`, one RS256 check and one ES256 signature by `node:crypto`. It looks up
 * no key, decides nothing, remembers nothing and records nothing.
 */
import { createPublicKey, generateKeyPairSync, randomUUID, sign, verify } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from 'node:querystring';
import type { ProgramOptions } from './program.ts';

const { keys, issuer, audience }: ProgramOptions = JSON.parse(process.argv[2] ?? '');
const upstream = createPublicKey({ key: keys[0] ?? {}, format: 'jwk' });
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const header = encode({ alg: 'ES256', typ: 'at+jwt', kid: 'floor' });

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const form = parse(Buffer.concat(chunks).toString());
    const claims = verified(String(form.subject_token));
    const answer = claims === undefined ? { error: 'invalid_request' } : exchanged(claims, form);
    const text = JSON.stringify(answer);
    response.writeHead(claims === undefined ? 400 : 200, {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(text),
    });
    response.end(text);
  });
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));

function verified(token: string): Record<string, unknown> | undefined {
  const dot = token.lastIndexOf('.');
  const signature = Buffer.from(token.slice(dot + 1), 'base64url');
  if (!verify('sha256', Buffer.from(token.slice(0, dot)), upstream, signature)) return undefined;
  const claims = JSON.parse(Buffer.from(token.slice(token.indexOf('.') + 1, dot), 'base64url').toString());
  const fresh = claims.exp > Date.now() / 1000 && claims.iss === issuer && claims.aud === audience;
  return fresh ? claims : undefined;
}

function exchanged(claims: Record<string, unknown>, form: ReturnType<typeof parse>): object {
  const now = Math.floor(Date.now() / 1000);
  const payload = {
    iss: audience,
    sub: claims.sub,
    aud: form.audience,
    exp: now + 300,
    iat: now,
    jti: randomUUID(),
    client_id: 'floor',
    scope: 'deploy',
  };
  const input = `${header}.${encode(payload)}`;
  const access_token = `${input}.${rawSignature(sign('sha256', Buffer.from(input), privateKey))}`;
  const issued_token_type = 'urn:ietf:params:oauth:token-type:access_token';
  return { access_token, issued_token_type, token_type: 'Bearer', expires_in: 300, scope: 'deploy' };
}

/** DER to the `r || s` of RFC 7518 §3.4, which is cheaper than having it made. */
function rawSignature(der: Buffer): string {
  const raw = Buffer.alloc(64);
  let at = 2;
  for (const end of [32, 64]) {
    const length = der[at + 1] ?? 0;
    const number = der.subarray(at + 2 + Math.max(0, length - 32), at + 2 + length);
    number.copy(raw, end - number.length);
    at += 2 + length;
  }
  return raw.toString('base64url');
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
