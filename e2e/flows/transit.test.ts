import { startVault, type Vault } from '@cambio/testkit/vault';
import { expect } from 'chai';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { z } from 'zod';
import { type Acme, openAcme } from '../conformance/acme.ts';
import { kidOf } from '../shop/key-sets.ts';

const Readiness = z.object({
  parts: z.record(z.string(), z.object({ state: z.string(), detail: z.string().optional() })),
});

describe('a gateway whose keys Transit keeps', () => {
  let vault: Vault;
  let acme: Acme;
  before(async () => {
    vault = await startVault('transit', { cambio: 'ecdsa-p256' });
    vault.login = (mount, { role, jwt }) =>
      mount === 'kubernetes' && role === 'cambio' && jwt === 'this.is.me';
    const settings = {
      'keys.signer': 'transit',
      'keys.transit.url': vault.url,
      'keys.transit.keys.ES256': 'cambio',
      'keys.transit.auth.role': 'cambio',
      'keys.transit.auth.file': 'service-account',
      'keys.rotateEvery': '2s',
      'keys.publishAhead': '2s',
    };
    acme = await openAcme({
      files: { 'service-account': 'this.is.me' },
      args: Object.entries(settings).flatMap(([member, value]) => ['--set', `${member}=${value}`]),
    });
  });
  after(async () => {
    await acme.close();
    await vault.close();
  });

  async function verify(token: string): Promise<void> {
    await jwtVerify(token, createRemoteJWKSet(new URL(`${acme.gateway.issuer}/jwks`)));
  }

  async function readiness() {
    const answer = await fetch(`${acme.gateway.internal}/readyz`);
    return { status: answer.status, body: Readiness.parse(await answer.json()) };
  }

  it('issues tokens that verify, through rotations', async () => {
    const kids = new Set<string>();
    while (kids.size < 3) {
      const token = await acme.grant();
      kids.add(kidOf(token));
      await verify(token);
    }
    expect(vault.keys.get('cambio')?.versions.length).to.be.at.least(4);
  });

  it('answers 503 while Vault is sealed, and goes on by itself', async () => {
    vault.instead = () => ({ status: 503, body: { errors: ['Vault is sealed'] } });
    const { status, failure, headers } = await acme.exchange();
    expect(status).to.equal(503);
    expect(failure).to.include({ error: 'temporarily_unavailable', reason: 'signer_unavailable' });
    expect(headers.get('retry-after')).to.equal('2');
    vault.instead = undefined;
    await verify(await acme.grant());
  });

  it('is not ready while Vault is sealed, and says so', async () => {
    vault.instead = () => ({ status: 503, body: { errors: ['Vault is sealed'] } });
    const { status, body } = await readiness();
    expect(status).to.equal(503);
    expect(body.parts.signingKeys?.state).to.equal('down');
    expect(body.parts.signingKeys?.detail).to.match(/^signer_unavailable: .*Vault is sealed/);
    vault.instead = undefined;
    expect(await readiness()).to.deep.include({ status: 200 });
  });

  it('logs in again where its token is gone', async () => {
    vault.tokens.clear();
    await verify(await acme.grant());
  });
});
