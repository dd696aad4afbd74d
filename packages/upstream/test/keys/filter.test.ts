import { generateKeyPairSync } from 'node:crypto';
import type { JsonObject, JsonValue } from '@cambio/oauth';
import { expect } from 'chai';
import { judgeKey, type KeyNeeds } from '../../src/keys/filter.ts';
import { jwkOf } from '../jwk.ts';

const RSA = generateKeyPairSync('rsa', { modulusLength: 2048 });
const EC = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const P384 = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const ED = generateKeyPairSync('ed25519');

const rsa = jwkOf(RSA.publicKey, { kid: 'a' });
const ec = jwkOf(EC.publicKey, { kid: 'a' });
const ed = jwkOf(ED.publicKey, { kid: 'a' });

const NEEDS: KeyNeeds = { algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'], use: 'sig' };

function flawOf(jwk: JsonValue, needs: KeyNeeds = NEEDS): string | undefined {
  const judged = judgeKey(jwk, needs);
  return judged.ok ? undefined : judged.error;
}

describe('judgeKey', () => {
  const good: readonly (readonly [string, JsonObject, readonly string[]])[] = [
    ['RSA', rsa, ['RS256', 'PS256']],
    ['RSA bound to one algorithm', { ...rsa, alg: 'PS256', use: 'sig' }, ['PS256']],
    ['EC', ec, ['ES256']],
    ['Ed25519', ed, ['EdDSA', 'Ed25519']],
    ['a key that may verify, among others', { ...rsa, key_ops: ['sign', 'verify'] }, ['RS256', 'PS256']],
    ['a key with unknown members', { ...rsa, x5t: 'x', x5c: ['y'], issuer: 'https://a' }, ['RS256', 'PS256']],
    ['a key without a kid', jwkOf(RSA.publicKey), ['RS256', 'PS256']],
  ];
  for (const [what, jwk, algorithms] of good) {
    it(`uses ${what}`, () => {
      const judged = judgeKey(jwk, NEEDS);
      if (!judged.ok) expect.fail(judged.error);
      expect(judged.value.algorithms.map(({ name }) => name)).to.deep.equal(algorithms);
      expect(judged.value.key.type).to.equal('public');
    });
  }

  const bad: readonly (readonly [string, JsonValue, string])[] = [
    ['text', 'key', 'malformed'],
    ['null', null, 'malformed'],
    ['a list', [rsa], 'malformed'],
    ['a kid that is no text', { ...rsa, kid: 7 }, 'malformed'],
    ['no modulus', { ...rsa, n: null }, 'malformed'],
    ['a modulus that is a number', { ...rsa, n: 7 }, 'malformed'],
    ['an empty modulus', { ...rsa, n: '' }, 'weak'],
    ['no exponent', { kty: 'RSA', n: rsa.n ?? null }, 'malformed'],
    ['a private RSA key', jwkOf(RSA.privateKey), 'private'],
    ['a private EC key', jwkOf(EC.privateKey), 'private'],
    ['one prime of a private key', { ...rsa, p: 'AQ' }, 'private'],
    ['a symmetric key', { kty: 'oct', k: 'AAAA', kid: 'a', alg: 'HS256' }, 'symmetric'],
    ['no type', { kid: 'a' }, 'unsupported_type'],
    ['an unknown type', { kty: 'AKP', alg: 'ML-DSA-44', pub: 'x' }, 'unsupported_type'],
    ['a type in lower case', { ...rsa, kty: 'rsa' }, 'unsupported_type'],
    ['a key for encryption', { ...rsa, use: 'enc' }, 'wrong_use'],
    ['a use that is no text', { ...rsa, use: 7 }, 'wrong_use'],
    ['a SPIFFE key', { ...rsa, use: 'jwt-svid' }, 'wrong_use'],
    ['operations without verify', { ...rsa, key_ops: ['encrypt'] }, 'wrong_operations'],
    ['no operations', { ...rsa, key_ops: [] }, 'wrong_operations'],
    ['operations that are no list', { ...rsa, key_ops: 'verify' }, 'wrong_operations'],
    ['an algorithm that is not accepted', { ...rsa, alg: 'RS512' }, 'unsupported_algorithm'],
    ['an algorithm of another type', { ...rsa, alg: 'ES256' }, 'unsupported_algorithm'],
    ['an encryption algorithm', { ...rsa, alg: 'RSA-OAEP' }, 'unsupported_algorithm'],
    ['an algorithm that is no text', { ...rsa, alg: 7 }, 'unsupported_algorithm'],
    ['a known curve without an accepted algorithm', jwkOf(P384.publicKey), 'unsupported_algorithm'],
    ['an unknown curve', { ...ec, crv: 'secp256k1' }, 'unsupported_curve'],
    ['a curve for key agreement', { kty: 'OKP', crv: 'X25519', x: 'AAAA' }, 'unsupported_curve'],
    ['Ed448', { kty: 'OKP', crv: 'Ed448', x: 'AAAA' }, 'unsupported_curve'],
    ['no curve', { ...ec, crv: null }, 'unsupported_curve'],
    ['a point off its curve', { ...ec, y: ec.x ?? null }, 'malformed'],
    ['a point of another curve', { ...jwkOf(P384.publicKey), crv: 'P-256' }, 'malformed'],
    ['an Ed25519 key of the wrong length', { ...ed, x: 'AAAA' }, 'malformed'],
    ['1024 bits', jwkOf(generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey), 'weak'],
    ['more bits than anybody needs', { ...rsa, n: Buffer.alloc(1025, 0xff).toString('base64url') }, 'weak'],
    ['an exponent of 1', { ...rsa, e: 'AQ' }, 'weak'],
    ['an even exponent', { ...rsa, e: 'AQAC' }, 'weak'],
  ];
  for (const [what, jwk, flaw] of bad) {
    it(`does not use ${what}: ${flaw}`, () => expect(flawOf(jwk)).to.equal(flaw));
  }

  const smallOrder = [
    '0000000000000000000000000000000000000000000000000000000000000000',
    '0100000000000000000000000000000000000000000000000000000000000000',
    '0000000000000000000000000000000000000000000000000000000000000080',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  ];
  for (const point of smallOrder) {
    it(`does not use the Ed25519 point ${point.slice(0, 8)}…${point.slice(-2)}, whose order is small`, () => {
      expect(flawOf({ ...ed, x: Buffer.from(point, 'hex').toString('base64url') })).to.equal('weak');
    });
  }

  describe('of a SPIFFE bundle', () => {
    const needs: KeyNeeds = { algorithms: ['ES256'], use: 'jwt-svid' };
    for (const [use, flaw] of [
      ['jwt-svid', undefined],
      ['x509-svid', 'wrong_use'],
      ['wit-svid', 'wrong_use'],
      ['sig', 'wrong_use'],
    ] as const) {
      it(`${flaw === undefined ? 'uses' : 'does not use'} a key for ${use}`, () => {
        expect(flawOf({ ...ec, use }, needs)).to.equal(flaw);
      });
    }

    it('does not use a key that does not say what for', () =>
      expect(flawOf(ec, needs)).to.equal('wrong_use'));
  });
});
