import { createHmac, generateKeyPairSync, sign as signBytes } from 'node:crypto';
import type { JsonObject } from '@cambio/oauth';
import { type Changes, change, generateKey, sign } from '@cambio/testkit';

/** Members of a key set that must not verify anything, and tokens that they would verify. */
export async function oddKeys(claims: () => JsonObject) {
  const named = async (kid: string, changes: Changes) => {
    const key = await generateKey(kid, 'ES256');
    return { key, jwk: change(key.publicJwk, changes) };
  };
  const encryption = await named('encryption', { use: 'enc' });
  const signing = await named('signing', { key_ops: ['sign'], use: undefined });
  const otherwise = await named('otherwise', { alg: 'ES384' });
  const offCurve = await named('off-curve', { y: Buffer.alloc(32, 1).toString('base64url') });
  const secret = Buffer.alloc(32, 7);
  const symmetric = { kty: 'oct', kid: 'symmetric', k: secret.toString('base64url'), alg: 'HS256' };
  const small = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const weak = { ...small.publicKey.export({ format: 'jwk' }), kid: 'weak', alg: 'RS256', use: 'sig' };
  const input = (alg: string, kid: string) =>
    [{ alg, kid }, claims()].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return {
    published: [
      {},
      { kty: 'QUANTUM', kid: 'quantum' },
      { kty: 'EC', kid: 'half' },
      symmetric,
      weak,
      ...[encryption, signing, otherwise, offCurve].map(({ jwk }) => jwk),
    ],
    tokens: [
      { what: 'for encryption', token: () => sign(claims(), encryption.key) },
      { what: 'for signing', token: () => sign(claims(), signing.key) },
      { what: 'for another algorithm', token: () => sign(claims(), otherwise.key) },
      { what: 'off its curve', token: () => sign(claims(), offCurve.key) },
      {
        what: 'symmetric',
        token: async () => {
          const text = input('HS256', 'symmetric');
          return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
        },
      },
      {
        what: 'of 1024 bits',
        token: async () => {
          const text = input('RS256', 'weak');
          return `${text}.${signBytes('sha256', Buffer.from(text), small.privateKey).toString('base64url')}`;
        },
      },
    ],
  };
}
