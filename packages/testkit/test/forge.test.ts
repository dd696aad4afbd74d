import { expect } from 'chai';
import { createLocalJWKSet, jwtVerify } from 'jose';
import {
  algNone,
  decode,
  embeddedKey,
  hs256WithPublicKey,
  tamper,
  tamperHeader,
  tamperSignature,
  wrongKey,
} from '../src/forge.ts';
import { generateKey, type SigningKey } from '../src/issuer/keys.ts';
import { sign } from '../src/issuer/token.ts';

describe('forgeries', () => {
  let key: SigningKey;
  let genuine: string;

  before(async () => {
    key = await generateKey('k1', 'RS256');
    genuine = await sign({ sub: 'shop', admin: false }, key, { typ: 'JWT' });
  });

  function verify(token: string) {
    const { kty = '', ...members } = key.publicJwk;
    return jwtVerify(token, createLocalJWKSet({ keys: [{ kty, ...members }] }));
  }

  it('start from a token that verifies', async () => {
    expect((await verify(genuine)).payload).to.deep.equal({ sub: 'shop', admin: false });
  });

  const forgeries = {
    tamper: () => tamper(genuine, { admin: true }),
    tamperHeader: () => tamperHeader(genuine, { typ: 'at+jwt' }),
    tamperSignature: () => tamperSignature(genuine),
    algNone: () => algNone(genuine, { admin: true }),
    hs256WithPublicKey: () => hs256WithPublicKey(genuine, key.publicJwk, { admin: true }),
    wrongKey: () => wrongKey(genuine, { admin: true }),
    embeddedKey: () => embeddedKey(genuine, { admin: true }),
  };
  for (const [name, forge] of Object.entries(forgeries)) {
    it(`${name} gives a well-formed token that does not verify`, async () => {
      const token = await forge();
      expect(decode(token).claims.sub).to.equal('shop');
      expect(await verify(token).catch((error: Error) => error)).to.be.instanceOf(Error);
    });
  }

  it('change what they are told to, and the algorithm they are named after', async () => {
    expect(decode(tamper(genuine, { admin: true })).claims).to.deep.equal({ sub: 'shop', admin: true });
    expect(decode(algNone(genuine, {}, 'nOnE')).header).to.include({ alg: 'nOnE', kid: 'k1' });
    expect(decode(await hs256WithPublicKey(genuine, key.publicJwk)).header).to.include({ alg: 'HS256' });
    expect(decode(await wrongKey(genuine)).header).to.include({ alg: 'RS256', kid: 'k1' });
    expect(decode(await embeddedKey(genuine)).header.jwk).to.include({ kid: 'embedded', kty: 'RSA' });
  });
});
