import type { JsonObject } from '@cambio/oauth';
import { type Algorithm, type Changes, change, decode } from '@cambio/testkit';
import { expect } from 'chai';
import { importJWK } from 'jose';
import { type Acme, codeOf, openAcme } from './acme.ts';
import { createProver, type Prover, proverOf } from './prover.ts';
import { RFC_7517_RSA_KEY } from './sample-key.ts';

describe('RFC 7638, thumbprints of proof keys', () => {
  let acme: Acme;
  let url: string;
  before(async () => {
    acme = await openAcme();
    url = `${acme.gateway.issuer}/token`;
  });
  after(() => acme.close());

  /** The key that a token is bound to, when the proof carries its key in this form. */
  const boundTo = async (prover: Prover, jwk: JsonObject): Promise<unknown> => {
    const token = await acme.grant({}, { dpop: await prover.prove({}, { jwk }) });
    return decode(token).claims.cnf;
  };
  const refuses = async (prover: Prover, changed: Changes) => {
    const dpop = await prover.prove({}, { jwk: change(prover.jwk, changed) });
    expect(codeOf(await acme.exchange({}, { dpop }))).to.equal('400 invalid_dpop_proof');
  };

  it('TP-01: gives the sample key of the RFC the thumbprint of the RFC', async () => {
    const { n, e, kty } = RFC_7517_RSA_KEY;
    const privateKey = await importJWK(RFC_7517_RSA_KEY, 'RS256');
    if (privateKey instanceof Uint8Array) throw new TypeError('no key pair');
    const key = { kid: '2011-04-29', algorithm: 'RS256', privateKey, publicJwk: { kty, n, e } } as const;
    const prover = await proverOf(key, url);
    const jkt = 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs';
    expect(await boundTo(prover, { kty, n, e, alg: 'RS256', kid: '2011-04-29' })).to.deep.equal({ jkt });
  });

  for (const algorithm of ['ES256', 'RS256', 'EdDSA'] as const satisfies readonly Algorithm[]) {
    it(`TP-02: gives a key for ${algorithm} one thumbprint, whatever else is said of it, in whatever order`, async () => {
      const prover = await createProver(url, algorithm);
      const members = Object.entries(prover.jwk).toReversed();
      const forms = [
        prover.jwk,
        Object.fromEntries(members),
        { kid: 'x', ...prover.jwk, alg: algorithm, use: 'sig', ext: true, key_ops: ['verify'] },
      ];
      for (const jwk of forms) expect(await boundTo(prover, jwk)).to.deep.equal({ jkt: prover.thumbprint });
    });
  }

  it('TP-03: refuses a coordinate that is not as long as its curve says', async () => {
    const prover = await findProver(url, ({ x }) => Buffer.from(String(x), 'base64url')[0] === 0);
    const x = Buffer.from(String(prover.jwk.x), 'base64url');
    expect(await boundTo(prover, prover.jwk)).to.deep.equal({ jkt: prover.thumbprint });
    await refuses(prover, { x: x.subarray(1).toString('base64url') });
    await refuses(prover, { x: Buffer.concat([Buffer.alloc(1), x]).toString('base64url') });
  });

  it('TP-04: refuses an RSA key whose numbers begin with a zero', async () => {
    const prover = await createProver(url, 'RS256');
    const n = Buffer.from(String(prover.jwk.n), 'base64url');
    await refuses(prover, { e: 'AAEAAQ' });
    await refuses(prover, { n: Buffer.concat([Buffer.alloc(1), n]).toString('base64url') });
  });

  it('TP-05: refuses a key with a private member', async () => {
    for (const algorithm of ['ES256', 'RS256', 'EdDSA'] as const) {
      await refuses(await createProver(url, algorithm), { d: 'AQAB' });
    }
  });
});

/** A prover whose key is such a one; of P-256 keys one in 256 has a coordinate with a leading zero. */
async function findProver(url: string, fits: (jwk: JsonObject) => boolean): Promise<Prover> {
  for (;;) {
    const prover = await createProver(url);
    if (fits(prover.jwk)) return prover;
  }
}
