import { tamperSignature } from '@cambio/testkit';
import { expect } from 'chai';
import { createDpopKey, type DpopKey } from '../../shop/dpop-key.ts';
import type { Reply } from './ask.ts';
import { BRIEF, FOR_ORDERS, type GuardedService, guardService } from './guarded-service.ts';
import { expectRefusal, expectRefusalAtEnd } from './refusals.ts';

describe('Apache, with tokens bound to a key (DPoP)', () => {
  let deployer: GuardedService;
  let key: DpopKey;
  let bound: string;
  before(async () => {
    deployer = await guardService('tokens-bound-to-a-key');
    key = await createDpopKey();
    bound = await deployer.issue({ prove: key.prove });
  });
  after(() => deployer.close());

  const prove = (token: string, by = key) => by.prove(deployer.url, token);
  const elsewhere = () => new URL(deployer.url.replace('localhost', 'deployer.example'));
  const call = (token: string, proof: string, scheme = 'DPoP'): Promise<Reply> =>
    deployer.call(token, { scheme, headers: { dpop: proof } });

  it('lets a bound token through with a proof by its key, each time another', async () => {
    for (const proof of [await prove(bound), await prove(bound)]) {
      const { status, passedOn } = await call(bound, proof);
      expect(status).to.equal(200);
      expect(passedOn).to.include({ oauth2_claim_sub: 'repo/123456' });
      expect(JSON.parse(String(passedOn?.oauth2_claim_cnf))).to.deep.equal({ jkt: key.thumbprint });
    }
  });

  it('refuses a proof that was used before', async () => {
    const proof = await prove(bound);
    expect((await call(bound, proof)).status).to.equal(200);
    expect((await call(bound, proof)).status).to.equal(401);
  });

  const refused: readonly [string, () => Promise<Reply>][] = [
    ['a bound token as a bearer token', async () => deployer.call(bound)],
    ['a bound token as a bearer token, with a proof', async () => call(bound, await prove(bound), 'Bearer')],
    ['a bound token without a proof', () => deployer.call(bound, { scheme: 'DPoP' })],
    ['a proof by another key', async () => call(bound, await prove(bound, await createDpopKey()))],
    ['a proof for elsewhere', async () => call(bound, await key.prove(`${deployer.url}/1`, bound))],
    ['a proof for another host', async () => call(bound, await key.prove(elsewhere().href, bound))],
    ['a token that is not bound', async () => callWith(await deployer.issue())],
    ['another signature', async () => callWith(tamperSignature(bound))],
    ['a token for another service', async () => callWith(await issueBound(FOR_ORDERS))],
    ['a token without the scope', async () => callWith(await issueBound({ scope: 'deploy:read' }))],
  ];
  const callWith = async (token: string) => call(token, await prove(token));
  const issueBound = (parameters: Readonly<Record<string, string>>) =>
    deployer.issue({ parameters, prove: key.prove });
  for (const [what, attempt] of refused) {
    it(`refuses ${what}`, async () => {
      expectRefusal(await attempt());
    });
  }

  for (const header of ['host', 'x-forwarded-host']) {
    it(`refuses a proof for another host, though the caller says so by ${header}`, async () => {
      const { host, href } = elsewhere();
      const headers = { [header]: host, dpop: await key.prove(href, bound) };
      expect((await deployer.call(bound, { scheme: 'DPoP', headers })).status).to.equal(401);
    });
  }

  it('refuses a token once it has expired', async () => {
    await expectRefusalAtEnd(await issueBound(BRIEF), callWith);
  });
});
