import { expect } from 'chai';
import { keyThumbprint, type ProofAlgorithm, readProofKey } from '../src/proof-key.ts';
import { callerKey } from './signed-proof.ts';

/** RFC 7638 §3.1. */
const RSA_KEY = {
  kty: 'RSA',
  n: '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw',
  e: 'AQAB',
};

/** RFC 8037 A.3. */
const ED25519_KEY = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };

/** RFC 9449 §4.2. */
const EC_KEY = {
  kty: 'EC',
  crv: 'P-256',
  x: 'l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs',
  y: '9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA',
};

async function thumbprint(jwk: unknown, algorithm: ProofAlgorithm): Promise<string | undefined> {
  const key = readProofKey(jwk, algorithm);
  return key && keyThumbprint(key);
}

const known = [
  ['TP-01 RSA', RSA_KEY, 'RS256', 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs'],
  ['Ed25519', ED25519_KEY, 'Ed25519', 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k'],
  ['EC', EC_KEY, 'ES256', '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I'],
] as const;

describe('the thumbprint of a proof key', () => {
  for (const [name, jwk, algorithm, expected] of known) {
    it(`is the known one: ${name}`, async () => {
      expect(await thumbprint(jwk, algorithm)).to.equal(expected);
    });

    it(`TP-02 does not depend on other members or their order: ${name}`, async () => {
      const reordered = Object.fromEntries(Object.entries(jwk).toReversed());
      const jwkWithMore = { kid: 'a', use: 'sig', alg: 'X', ext: true, ...reordered };
      expect(await thumbprint(jwkWithMore, algorithm)).to.equal(expected);
    });

    it(`TP-05 is not given for a private key: ${name}`, async () => {
      expect(await thumbprint({ ...jwk, d: 'AAAA' }, algorithm)).to.equal(undefined);
      expect(await thumbprint({ ...jwk, d: null }, algorithm)).to.equal(undefined);
    });
  }

  it('TP-03 is not given for a coordinate stripped of its leading zero, nor for one with another', () => {
    const zero = Buffer.concat([Buffer.of(0), Buffer.alloc(31, 7)]);
    const spelled = (octets: Buffer) => ({ ...EC_KEY, x: octets.toString('base64url') });
    expect(readProofKey(spelled(zero), 'ES256')?.kty).to.equal('EC');
    expect(readProofKey(spelled(zero.subarray(1)), 'ES256')).to.equal(undefined);
    expect(readProofKey(spelled(Buffer.concat([Buffer.of(0), zero])), 'ES256')).to.equal(undefined);
  });

  it('TP-04 is not given for an exponent with a leading zero', () => {
    expect(readProofKey({ ...RSA_KEY, e: 'AAEAAQ' }, 'RS256')).to.equal(undefined);
  });

  it('is not given for a modulus with a leading zero', () => {
    const n = Buffer.concat([Buffer.of(0), Buffer.from(RSA_KEY.n, 'base64url')]).toString('base64url');
    expect(readProofKey({ ...RSA_KEY, n }, 'RS256')).to.equal(undefined);
  });

  it('is not given for a second spelling of a coordinate', async () => {
    const last = EC_KEY.x.at(-1) ?? '';
    const stray = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const respelled = stray.charAt(stray.indexOf(last) + 1);
    const spellings = [
      EC_KEY.x.slice(0, -1) + respelled,
      `${EC_KEY.x}=`,
      EC_KEY.x.replaceAll('-', '+'),
      ` ${EC_KEY.x}`,
    ];
    for (const x of spellings) expect(readProofKey({ ...EC_KEY, x }, 'ES256'), x).to.equal(undefined);
  });

  it('is not given for a key of another curve or kind', async () => {
    const p384 = (await callerKey('ES384')).publicJwk;
    expect(readProofKey(p384, 'ES256')).to.equal(undefined);
    expect(readProofKey({ ...p384, crv: 'P-256' }, 'ES256')).to.equal(undefined);
    expect(readProofKey({ ...EC_KEY, crv: 'secp256k1' }, 'ES256')).to.equal(undefined);
    expect(readProofKey({ ...ED25519_KEY, crv: 'X25519' }, 'EdDSA')).to.equal(undefined);
  });
});
