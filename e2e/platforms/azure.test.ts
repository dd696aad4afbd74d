import { type AzurePlatform, startAzurePlatform } from '@cambio/testkit';
import { expect } from 'chai';
import { z } from 'zod';
import { type Gateway, startGateway } from '../gateway/start-gateway.ts';
import { exchanged, refusal } from './exchange.ts';
import { trustOf } from './trust.ts';

const TENANT = '1f2e3d4c-5b6a-4798-8a9b-0c1d2e3f4a5b';
const IDENTITY = 'b0c1d2e3-f4a5-4b6c-8d7e-9f0a1b2c3d26';
/** The application that stands for the gateway. */
const APPLICATION = 'api://acme-sts';
const HOUR = 3600;

const Answer = z.object({ access_token: z.string() });

describe('Azure', () => {
  let machine: AzurePlatform;
  let gateway: Gateway;

  before(async () => {
    machine = await startAzurePlatform({ now: Date.now, issuer: `https://sts.windows.net/${TENANT}/` });
    const issuer = {
      id: 'azure',
      provider: 'azure',
      url: machine.issuer,
      keys: { jwksUri: machine.jwksUri },
      audiences: [APPLICATION],
    };
    const match = { tid: TENANT, oid: IDENTITY };
    gateway = await startGateway({ trust: trustOf({ issuer, match, grant: { subject: 'identity/{oid}' } }) });
  });
  after(async () => {
    await gateway.stop();
    await machine.close();
  });

  /** What a program on the machine does: it asks the metadata service, under the header that a browser can't be made to send. */
  async function accessToken(resource: string): Promise<string> {
    const query = new URLSearchParams({ 'api-version': '2018-02-01', resource });
    const response = await fetch(`${machine.imds}/metadata/identity/oauth2/token?${query}`, {
      headers: { Metadata: 'true' },
    });
    return Answer.parse(await response.json()).access_token;
  }

  it('exchanges what a program on the machine gets for the application', async () => {
    expect(await exchanged(gateway, await accessToken(APPLICATION))).to.include({
      sub: `identity/${IDENTITY}`,
      client_id: 'mapping:azure-deployer',
    });
  });

  it('takes a token again and again, since the metadata service hands out one', async () => {
    const [first, second] = [await accessToken(APPLICATION), await accessToken(APPLICATION)];
    expect(second).to.equal(first);
    await exchanged(gateway, first);
    await exchanged(gateway, second);
  });

  it('takes no token for another resource', async () => {
    for (const resource of ['https://management.azure.com/', 'api://acme-other', `${APPLICATION}/`]) {
      expect(await refusal(gateway, await accessToken(resource))).to.equal('wrong_audience');
    }
  });

  const now = () => Math.floor(Date.now() / 1000);
  const twoHoursOld = () => ({ iat: now() - 2 * HOUR, nbf: now() - 2 * HOUR, exp: now() + 22 * HOUR });
  const refused = [
    [
      'another identity of the tenant',
      () => ({ oid: '00000000-f4a5-4b6c-8d7e-9f0a1b2c3d26' }),
      'claim_mismatch',
    ],
    ['a person', () => ({ idtyp: 'user' }), 'wrong_token_kind'],
    ['a token that says nothing of what it is', () => ({ idtyp: undefined }), 'wrong_token_kind'],
    ['a token of two hours ago, good for a day', twoHoursOld, 'token_too_old'],
  ] as const;
  for (const [what, claims, reason] of refused) {
    it(`refuses ${what}: ${reason}`, async () => {
      expect(await refusal(gateway, await machine.issue({ aud: APPLICATION, ...claims() }))).to.equal(reason);
    });
  }
});
