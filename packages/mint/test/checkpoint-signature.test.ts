import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { expect } from 'chai';
import { CompactSign, exportJWK, UnsecuredJWT } from 'jose';
import { checkpointKey, checkpointSignatures } from '../src/checkpoint-signature.ts';
import { CHECKPOINT } from '../src/jwt-signer.ts';

describe('checkpointSignatures', () => {
  const ours = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const others = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  let check: NonNullable<ReturnType<typeof checkpointSignatures>>;

  before(async () => {
    const jwk = { ...(await exportJWK(ours.publicKey)), kid: 'ours', alg: 'ES256', use: 'sig' };
    const signatures = checkpointSignatures({ keys: [jwk] });
    if (signatures === undefined) throw new Error('no key set');
    check = signatures;
  });

  const sign = (key: KeyObject, header: { kid: string; typ?: string }) =>
    new CompactSign(Buffer.from('{}'))
      .setProtectedHeader({ alg: 'ES256', typ: CHECKPOINT, ...header })
      .sign(key);

  it('takes what a key of the set has signed', async () => {
    const jws = await sign(ours.privateKey, { kid: 'ours' });
    expect(await check(jws)).to.equal('valid');
    expect(checkpointKey(jws)).to.equal('ours');
  });

  it('takes no other kind of token by the same key for a checkpoint', async () => {
    expect(await check(await sign(ours.privateKey, { kid: 'ours', typ: 'at+jwt' }))).to.equal('invalid');
  });

  it('takes no signature by another key', async () => {
    expect(await check(await sign(others.privateKey, { kid: 'ours' }))).to.equal('invalid');
  });

  it('says that a key is not in the set', async () => {
    expect(await check(await sign(others.privateKey, { kid: 'others' }))).to.equal('unknown_key');
  });

  it('takes no token without a signature, with a shared secret, or that is none', async () => {
    const secret = await new CompactSign(Buffer.from('{}'))
      .setProtectedHeader({ alg: 'HS256', typ: CHECKPOINT, kid: 'ours' })
      .sign(Buffer.alloc(32));
    for (const jws of [new UnsecuredJWT({}).encode(), secret, '', 'a.b.c', '..']) {
      expect(await check(jws), jws).to.equal('invalid');
    }
    expect(checkpointKey('a.b.c')).to.equal(undefined);
  });

  for (const jwks of [undefined, null, [], {}, { keys: 1 }, { keys: [1] }]) {
    it(`knows that ${JSON.stringify(jwks)} is no key set`, () => {
      expect(checkpointSignatures(jwks)).to.equal(undefined);
    });
  }
});
