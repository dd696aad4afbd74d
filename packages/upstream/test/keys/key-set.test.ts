import { generateKeyPairSync } from 'node:crypto';
import type { JsonObject, JsonValue } from '@cambio/oauth';
import { expect } from 'chai';
import { importKeySet } from '../../src/keys/key-set.ts';
import { type Algorithm, algorithmNamed } from '../../src/signature/algorithms.ts';
import { jwkOf } from '../jwk.ts';

function rsa(members: JsonObject = {}): JsonObject {
  return jwkOf(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey, members);
}

function named(name: string): Algorithm {
  return algorithmNamed(name) ?? expect.fail(name);
}

const RS256 = named('RS256');
const PS256 = named('PS256');

function importKeys(...jwks: readonly JsonValue[]) {
  return importKeySet(jwks, { algorithms: ['RS256', 'PS256'], use: 'sig' });
}

describe('key set', () => {
  const one = rsa();
  const two = rsa();

  it('finds a key by kid and algorithm', () => {
    const set = importKeys({ ...one, kid: 'a' }, { ...two, kid: 'b', alg: 'RS256' });
    expect(set.size).to.equal(2);
    expect(set.find('a', RS256)?.export({ format: 'jwk' }).n).to.equal(one.n);
    expect(set.find('a', PS256)?.export({ format: 'jwk' }).n).to.equal(one.n);
    expect(set.find('b', RS256)?.export({ format: 'jwk' }).n).to.equal(two.n);
    expect(set.find('b', PS256), 'one key, one algorithm').to.equal(undefined);
    expect(set.find('c', RS256)).to.equal(undefined);
  });

  it('finds the only key that fits where the token names none', () => {
    expect(importKeys({ ...one, kid: 'a' }).find(undefined, RS256)).to.not.equal(undefined);
    const two_ = importKeys({ ...one, kid: 'a', alg: 'RS256' }, { ...two, kid: 'b', alg: 'PS256' });
    expect(two_.find(undefined, RS256)?.export({ format: 'jwk' }).n).to.equal(one.n);
    expect(importKeys({ ...one, kid: 'a' }, { ...two, kid: 'b' }).find(undefined, RS256)).to.equal(undefined);
    expect(importKeys(one, two).find(undefined, RS256)).to.equal(undefined);
  });

  it('does not take a key without a kid for the one a token names', () => {
    expect(importKeys(one).find('a', RS256)).to.equal(undefined);
  });

  it('skips what it cannot use, says why, and uses the rest', () => {
    const set = importKeys(
      { kty: 'oct', k: 'AAAA', kid: 'h' },
      7,
      { ...one, kid: 'a' },
      { ...two, kid: 'b', use: 'enc' },
    );
    expect(set.size).to.equal(1);
    expect(set.filtered).to.deep.equal([
      { kid: 'h', flaw: 'symmetric' },
      { kid: undefined, flaw: 'malformed' },
      { kid: 'b', flaw: 'wrong_use' },
    ]);
  });

  it('counts a key that is there twice once', () => {
    const set = importKeys({ ...one, kid: 'a' }, { ...one, kid: 'a' });
    expect([set.size, set.filtered]).to.deep.equal([1, [{ kid: 'a', flaw: 'duplicate' }]]);
    expect(set.find('a', RS256)).to.not.equal(undefined);
    expect(importKeys(one, one).find(undefined, RS256)).to.not.equal(undefined);
  });

  it('uses none of several keys of one name, for nothing tells them apart', () => {
    const set = importKeys({ ...one, kid: 'a' }, { ...two, kid: 'a' }, { ...two, kid: 'b' });
    expect([set.size, set.filtered.map(({ flaw }) => flaw)]).to.deep.equal([1, ['duplicate', 'duplicate']]);
    expect(set.find('a', RS256)).to.equal(undefined);
    expect(set.find('b', RS256)).to.not.equal(undefined);
  });

  it('tells keys of one name apart by their algorithm', () => {
    const set = importKeys({ ...one, kid: 'a', alg: 'RS256' }, { ...two, kid: 'a', alg: 'PS256' });
    expect(set.size).to.equal(2);
    expect(set.find('a', PS256)?.export({ format: 'jwk' }).n).to.equal(two.n);
  });

  it('may hold nothing', () => {
    const set = importKeys();
    expect([set.size, set.find(undefined, RS256), set.find('a', RS256)]).to.deep.equal([
      0,
      undefined,
      undefined,
    ]);
  });
});
