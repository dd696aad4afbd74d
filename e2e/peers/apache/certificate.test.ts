import { tamperSignature } from '@cambio/testkit';
import { type Certificate, selfSigned } from '@cambio/testkit/certificates';
import { expect } from 'chai';
import { createDpopKey } from '../../shop/dpop-key.ts';
import type { Reply } from './ask.ts';
import { BRIEF, FOR_ORDERS, type GuardedService, guardService } from './guarded-service.ts';
import { expectRefusal, expectRefusalAtEnd } from './refusals.ts';

describe('Apache, with tokens bound to a certificate (mutual TLS)', () => {
  let deployer: GuardedService;
  let own: Certificate;
  let bound: string;
  before(async () => {
    deployer = await guardService('tokens-bound-to-a-certificate');
    own = await selfSigned({}, Date.now);
    bound = await issueBound();
  });
  after(() => deployer.close());

  const issueBound = (parameters: Readonly<Record<string, string>> = {}) =>
    deployer.issue({ parameters, certificate: own });
  const call = (token: string, certificate = own): Promise<Reply> => deployer.call(token, { certificate });

  it('lets a bound token through on a connection with its certificate', async () => {
    const { status, passedOn } = await call(bound);
    expect(status).to.equal(200);
    expect(passedOn).to.include({ oauth2_claim_sub: 'repo/123456' });
    expect(JSON.parse(String(passedOn?.oauth2_claim_cnf))).to.deep.equal({ 'x5t#S256': own.thumbprint });
  });

  const refused: readonly [string, () => Promise<Reply>][] = [
    ['a bound token as a bearer token', () => deployer.call(bound)],
    ['a bound token with another certificate', async () => call(bound, await selfSigned({}, Date.now))],
    ['a token that is not bound', async () => call(await deployer.issue())],
    [
      'a token bound to a key',
      async () => call(await deployer.issue({ prove: (await createDpopKey()).prove })),
    ],
    ['another signature', () => call(tamperSignature(bound))],
    ['a token for another service', async () => call(await issueBound(FOR_ORDERS))],
    ['a token without the scope', async () => call(await issueBound({ scope: 'deploy:read' }))],
  ];
  for (const [what, attempt] of refused) {
    it(`refuses ${what}`, async () => {
      expectRefusal(await attempt());
    });
  }

  it('refuses a token once it has expired', async () => {
    await expectRefusalAtEnd(await issueBound(BRIEF), (token) => call(token));
  });
});
