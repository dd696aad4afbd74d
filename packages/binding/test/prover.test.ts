import { expect } from 'chai';
import { decodeJwt } from 'jose';
import { createDpopKey, createProver } from '../src/index.ts';

const NOW = 1_800_000_000;

async function start() {
  const prover = createProver({ key: await createDpopKey(), now: () => NOW });
  const claimsFor = async (url: string) => decodeJwt(await prover.prove({ method: 'GET', url }));
  return { prover, claimsFor };
}

describe('createProver', () => {
  it('makes a fresh proof for each request', async () => {
    const { prover, claimsFor } = await start();
    const url = 'https://deployer.example/a?b';
    const [first, second] = [await claimsFor(url), await claimsFor(url)];
    expect(first).to.include({ htm: 'GET', htu: 'https://deployer.example/a', iat: NOW });
    expect(first.jti).not.to.equal(second.jti);
    const proof = await prover.prove({ method: 'GET', url, accessToken: 'x' });
    expect(decodeJwt(proof)).to.have.property('ath');
  });

  it('gives each server the newest nonce it sent, and no other server', async () => {
    const { prover, claimsFor } = await start();
    prover.remember('https://deployer.example/a', 'old');
    prover.remember('https://deployer.example/b', 'new');
    expect(await claimsFor('https://deployer.example/c')).to.have.property('nonce', 'new');
    for (const other of [
      'https://deployer.example:8443/',
      'http://deployer.example/',
      'https://other.example/',
    ]) {
      expect(await claimsFor(other)).not.to.have.property('nonce');
    }
  });

  it('does not grow for ever', async () => {
    const { prover, claimsFor } = await start();
    prover.remember('https://first.example/', 'first');
    for (let i = 0; i < 200; i++) prover.remember(`https://s${i}.example/`, 'n');
    expect(await claimsFor('https://first.example/')).not.to.have.property('nonce');
    expect(await claimsFor('https://s199.example/')).to.have.property('nonce', 'n');
  });

  it('has a key that cannot be taken out', async () => {
    const { privateKey } = await createDpopKey();
    expect(privateKey.extractable).to.equal(false);
    const exported = await crypto.subtle.exportKey('pkcs8', privateKey).catch((error: unknown) => error);
    expect(exported).to.be.instanceOf(Error);
  });
});
