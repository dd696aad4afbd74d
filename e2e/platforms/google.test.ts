import { fileURLToPath } from 'node:url';
import { type GooglePlatform, startGooglePlatform } from '@cambio/testkit';
import { expect } from 'chai';
import { runProgram } from '../gateway/programs.ts';
import { type Gateway, startGateway } from '../gateway/start-gateway.ts';
import { exchanged, refusal } from './exchange.ts';
import { trustOf } from './trust.ts';

const ACCOUNT = '108234567890123456789';
const IDENTITY = '/computeMetadata/v1/instance/service-accounts/default/identity';

describe('Google Cloud', () => {
  let instance: GooglePlatform;
  let gateway: Gateway;

  before(async () => {
    const iss = 'https://accounts.google.com';
    instance = await startGooglePlatform({ now: Date.now, issuer: iss });
    const issuer = {
      id: 'google',
      provider: 'google',
      keys: { jwksUri: instance.jwksUri },
      require: 'claims.azp == claims.sub',
    };
    const grant = { subject: 'account/{sub}', claims: { machine: '{/google/compute_engine/instance_name}' } };
    gateway = await startGateway({ trust: trustOf({ issuer, match: { sub: ACCOUNT }, grant }) });
  });
  after(async () => {
    await gateway.stop();
    await instance.close();
  });

  /** What a program on the instance does: it asks the metadata server, under the header that a browser can't be made to send. */
  async function identityToken(audience: string, format = 'full'): Promise<string> {
    const url = `${instance.url}${IDENTITY}?${new URLSearchParams({ audience, format })}`;
    const response = await fetch(url, { headers: { 'Metadata-Flavor': 'Google' } });
    expect(response.status).to.equal(200);
    return response.text();
  }

  it("exchanges what Google's own library fetches from the metadata server", async () => {
    const script = fileURLToPath(new URL('../peers/google-workload.ts', import.meta.url));
    const { stdout, stderr } = await runProgram(process.execPath, [script, gateway.issuer], {
      env: instance.environment,
    });
    expect(await exchanged(gateway, stdout), stderr).to.include({
      sub: `account/${ACCOUNT}`,
      client_id: 'mapping:google-deployer',
      machine: 'payments-runner-1',
    });
  });

  it('takes a token again and again, since the metadata server hands out one', async () => {
    const token = await identityToken(gateway.issuer);
    const ids = [await exchanged(gateway, token), await exchanged(gateway, token)].map(({ jti }) => jti);
    expect(new Set(ids).size).to.equal(2);
  });

  it('takes no token for another audience', async () => {
    for (const audience of ['https://run.acme.example', `${gateway.issuer}/`]) {
      expect(await refusal(gateway, await identityToken(audience))).to.equal('wrong_audience');
    }
  });

  it('gives nothing without the machine it was to name', async () => {
    expect(await refusal(gateway, await identityToken(gateway.issuer, 'standard'))).to.equal(
      'template_claim_missing',
    );
  });

  const refused = [
    [
      'an account made anew under the address',
      { sub: '115550000000000000000', azp: '115550000000000000000' },
      'claim_mismatch',
    ],
    ['a person who signed in somewhere', { azp: '1234-app.apps.googleusercontent.com' }, 'issuer_condition'],
  ] as const;
  for (const [who, claims, reason] of refused) {
    it(`gives nothing to ${who}: ${reason}`, async () => {
      expect(await refusal(gateway, await instance.issue({ aud: gateway.issuer, ...claims }))).to.equal(
        reason,
      );
    });
  }
});
