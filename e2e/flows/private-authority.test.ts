import { type GitHubPlatform, LOOPBACK_TLS, startGitHubPlatform } from '@cambio/testkit';
import { expect } from 'chai';
import { type Gateway, startGateway } from '../gateway/start-gateway.ts';
import { type Answer, post } from '../shop/answer.ts';
import { exchangeForm } from '../shop/shop.ts';
import { SHOP, shopTrust } from '../shop/trust.ts';

/** An Issuer document's `ca`. */
const AUTHORITY = `ca: |\n${LOOPBACK_TLS.ca.replace(/^/gm, '  ')}`;

describe('an issuer whose https is certified by a private authority', () => {
  let platform: GitHubPlatform;
  let gateway: Gateway;

  before(async () => {
    platform = await startGitHubPlatform({ now: Date.now, tls: LOOPBACK_TLS });
  });
  afterEach(() => gateway.stop());
  after(() => platform.close());

  async function exchange(issuerMembers: string): Promise<Answer> {
    gateway = await startGateway({ trust: shopTrust(platform.issuer, issuerMembers) });
    return post(gateway.issuer, exchangeForm(await platform.issue({ aud: gateway.issuer, ...SHOP })));
  }

  it('is believed where the authority is named', async () => {
    expect(await exchange(AUTHORITY)).to.include({ status: 200 });
  });

  it('is out of reach where it is not', async () => {
    const { status, failure } = await exchange('');
    expect([status, failure?.error]).to.deep.equal([503, 'temporarily_unavailable']);
  });
});
