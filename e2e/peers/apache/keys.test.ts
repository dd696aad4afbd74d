import { algNone, decode, hs256WithPublicKey, tamper, tamperSignature, wrongKey } from '@cambio/testkit';
import { expect } from 'chai';
import { decodeProtectedHeader } from 'jose';
import { z } from 'zod';
import { createDpopKey } from '../../shop/dpop-key.ts';
import { postForm } from '../../shop/token-status.ts';
import { DEPLOYER } from '../../shop/trust.ts';
import { BRIEF, FOR_ORDERS, type GuardedService, guardService } from './guarded-service.ts';
import { expectRefusal, expectRefusalAtEnd } from './refusals.ts';

const KeySet = z.object({ keys: z.array(z.record(z.string(), z.string())) });

describe("Apache, by the gateway's keys", () => {
  let deployer: GuardedService;
  before(async () => {
    deployer = await guardService('by-the-gateways-keys');
  });
  after(() => deployer.close());

  it('lets a token for the service through, and tells the service its claims', async () => {
    const { status, passedOn } = await deployer.call(await deployer.issue());
    expect(status).to.equal(200);
    expect(passedOn).to.include({
      oauth2_claim_iss: deployer.shop.gateway.issuer,
      oauth2_claim_aud: DEPLOYER,
      oauth2_claim_sub: 'repo/123456',
      oauth2_claim_scope: 'deploy:read deploy:write',
      oauth2_claim_repository: 'acme/shop',
    });
  });

  it('takes away claims that the caller sends by itself', async () => {
    const headers = { OAUTH2_CLAIM_sub: 'root', 'oauth2-claim-admin': 'true' };
    const { status, passedOn } = await deployer.call(await deployer.issue(), { headers });
    expect(status).to.equal(200);
    expect(passedOn).to.include({ oauth2_claim_sub: 'repo/123456' });
    expect(JSON.stringify(passedOn)).not.to.contain('admin');
  });

  /** As anybody can read it. */
  async function publicKeyOf(token: string): Promise<Readonly<Record<string, string>>> {
    const response = await fetch(`${deployer.shop.gateway.issuer}/jwks`);
    const { keys } = KeySet.parse(await response.json());
    const signed = decodeProtectedHeader(token).kid;
    return keys.find(({ kid }) => kid === signed) ?? expect.fail('the key is published');
  }

  const signedWithPublicKey = async (token: string) => hs256WithPublicKey(token, await publicKeyOf(token));

  const refused: readonly [string, () => Promise<string>][] = [
    ['for another service', () => deployer.issue({ parameters: FOR_ORDERS })],
    ['without the scope', () => deployer.issue({ parameters: { scope: 'deploy:read' } })],
    ['with another signature', async () => tamperSignature(await deployer.issue())],
    ['with other claims', async () => tamper(await deployer.issue(), { sub: 'root' })],
    ['that nobody signed', async () => algNone(await deployer.issue())],
    ['signed by another key', async () => wrongKey(await deployer.issue())],
    ['signed with the public key', async () => signedWithPublicKey(await deployer.issue())],
    ['of the platform itself', () => deployer.shop.subjectToken({ aud: DEPLOYER, scope: 'deploy:write' })],
    ['bound to a key', async () => deployer.issue({ prove: (await createDpopKey()).prove })],
    ['that is none', async () => 'none'],
  ];
  for (const [what, make] of refused) {
    it(`refuses a token ${what}`, async () => {
      const reply = await deployer.call(await make());
      expectRefusal(reply);
      expect(reply.headers['www-authenticate']).to.match(/^Bearer error="\w+"/);
    });
  }

  it('refuses a signed answer to an introspection, though it is by the same key and for the same audience', async () => {
    const token = await deployer.issue();
    const headers = { authorization: `Bearer ${token}`, accept: 'application/token-introspection+jwt' };
    const answer = await postForm(`${deployer.shop.gateway.issuer}/introspect`, { token }, headers);
    expect(decode(answer.text).claims).to.include({ aud: DEPLOYER });
    expect((await deployer.call(answer.text)).status).to.equal(401);
  });

  it('refuses a token once it has expired', async () => {
    await expectRefusalAtEnd(await deployer.issue({ parameters: BRIEF }), (token) => deployer.call(token));
  });
});
