import { createPrivateKey, randomBytes } from 'node:crypto';
import { expect } from 'chai';
import type { StoredKey } from '../../src/index.ts';
import { localKeyOf, openLocalKey, sealLocalKey } from '../../src/local/local-key.ts';
import { RFC7517_RSA_KEY } from '../rfc7517-key.ts';

const KEY = randomBytes(32);
const rsaKey = () => localKeyOf(createPrivateKey({ key: RFC7517_RSA_KEY, format: 'jwk' }), 'RS256');

describe('localKeyOf', () => {
  it('names the key as RFC 7638 §3.1 does', async () => {
    expect((await rsaKey()).kid).to.equal('NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs');
  });

  it('publishes the public half, and nothing else', async () => {
    const { kid, publicJwk } = await rsaKey();
    const { kty, n, e } = RFC7517_RSA_KEY;
    expect(publicJwk).to.deep.equal({ kid, kty, n, e, alg: 'RS256', use: 'sig' });
  });
});

describe('openLocalKey', () => {
  async function storedKey(): Promise<StoredKey> {
    const key = await rsaKey();
    return {
      kid: key.kid,
      algorithm: key.algorithm,
      state: 'active',
      sealed: sealLocalKey(key, KEY).sealed,
      createdAt: 0,
    };
  }

  it('opens what was sealed', async () => {
    const opened = await openLocalKey(await storedKey(), [KEY]);
    const key = await rsaKey();
    expect(opened.ok && opened.value.privateKey.equals(key.privateKey)).to.equal(true);
    expect(opened.ok && opened.value.publicJwk).to.deep.equal(key.publicJwk);
  });

  it('keeps nothing of the private key readable', async () => {
    const { sealed } = await storedKey();
    const bytes = Buffer.concat(sealed.split('.').map((part) => Buffer.from(part, 'base64url')));
    expect(bytes.includes(Buffer.from(RFC7517_RSA_KEY.p, 'base64url').subarray(0, 8))).to.equal(false);
  });

  it('refuses a key that is not the one it is called, even sealed by ourselves', async () => {
    const key = await rsaKey();
    const kid = 'another';
    const stored: StoredKey = {
      ...(await storedKey()),
      kid,
      sealed: sealLocalKey({ ...key, kid }, KEY).sealed,
    };
    expect(await openLocalKey(stored, [KEY])).to.deep.equal({
      ok: false,
      error: { reason: 'malformed_key', kid, detail: 'the thumbprint is not the key id' },
    });
  });
});
