import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tamperSignature } from '@cambio/testkit';
import { expect } from 'chai';
import { runProgram } from '../../gateway/programs.ts';
import { createDpopKey } from '../../shop/dpop-key.ts';
import { postForm } from '../../shop/token-status.ts';
import { DEPLOYER } from '../../shop/trust.ts';
import { copyFrom } from '../guide.ts';
import { BRIEF, FOR_ORDERS, GUIDE, type GuardedService, guardService } from './guarded-service.ts';
import { expectRefusal, expectRefusalAtEnd } from './refusals.ts';

const SECTION = 'by-introspection';

/** Makes a key as the guide says, and gives its public half. */
async function makeKey(folder: string): Promise<unknown> {
  const script = copyFrom(GUIDE, { section: SECTION, language: 'js' });
  const { code, stdout, stderr } = await runProgram(
    process.execPath,
    ['--input-type=module', '--eval', script],
    { folder },
  );
  expect(code, stderr).to.equal(0);
  return JSON.parse(stdout);
}

describe('Apache, by introspection', () => {
  let folder: string;
  let deployer: GuardedService;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cambio-apache-key-'));
    const key = await makeKey(folder);
    const client = {
      id: 'deployer',
      auth: 'private_key_jwt',
      introspects: [DEPLOYER],
      jwks: { keys: [key] },
    };
    deployer = await guardService(SECTION, {
      clients: [client],
      names: { '/etc/apache2/deployer-key.conf': join(folder, 'deployer-key.conf') },
    });
  });
  after(async () => {
    await deployer.close();
    await rm(folder, { recursive: true });
  });

  it('lets a token for the service through, and tells the service its claims', async () => {
    const { status, passedOn } = await deployer.call(await deployer.issue());
    expect(status).to.equal(200);
    expect(passedOn).to.include({
      oauth2_claim_active: 'true',
      oauth2_claim_aud: DEPLOYER,
      oauth2_claim_sub: 'repo/123456',
      oauth2_claim_scope: 'deploy:read deploy:write',
    });
  });

  const refused: readonly [string, () => Promise<string>][] = [
    ['for another service', () => deployer.issue({ parameters: FOR_ORDERS })],
    ['without the scope', () => deployer.issue({ parameters: { scope: 'deploy:read' } })],
    ['with another signature', async () => tamperSignature(await deployer.issue())],
    ['of the platform itself', () => deployer.shop.subjectToken({ aud: DEPLOYER, scope: 'deploy:write' })],
    ['bound to a key', async () => deployer.issue({ prove: (await createDpopKey()).prove })],
  ];
  for (const [what, make] of refused) {
    it(`refuses a token ${what}`, async () => {
      expectRefusal(await deployer.call(await make()));
    });
  }

  it('refuses a token with the next request once it is revoked', async () => {
    const token = await deployer.issue();
    expect((await deployer.call(token)).status).to.equal(200);
    const { status } = await postForm(`${deployer.shop.gateway.issuer}/revoke`, { token });
    expect(status).to.equal(200);
    expect((await deployer.call(token)).status).to.equal(401);
  });

  it('refuses a token once it has expired', async () => {
    await expectRefusalAtEnd(await deployer.issue({ parameters: BRIEF }), (token) => deployer.call(token));
  });
});
