import { ok } from '@cambio/oauth';
import { emptyTrust, type TrustedIssuer } from '@cambio/policy';
import { expect } from 'chai';
import { createOrganisation } from '../../../src/provider/people/organisation.ts';
import { recordingLog } from '../../quiet-log.ts';

const PROVIDER = 'https://login.acme.example';
const SECRET = 'access-token-of-the-provider';

const METADATA = {
  issuer: PROVIDER,
  authorization_endpoint: `${PROVIDER}/authorize`,
  token_endpoint: `${PROVIDER}/token`,
};

describe('the provider of an organisation', () => {
  it('has nothing of its answers in the log when a log-in fails there', async () => {
    const { log, lines } = recordingLog();
    const answers = new Map<string, object>([
      ['/.well-known/openid-configuration', METADATA],
      ['/token', { access_token: SECRET, token_type: 'Bearer' }],
    ]);
    const staff = { url: PROVIDER, allowPrivateNetwork: false } as Partial<TrustedIssuer> as TrustedIssuer;
    const organisation = createOrganisation({
      login: { issuer: 'staff', clientId: 'cambio', scopes: ['openid'], session: 60 },
      callback: 'https://sts.acme.example/login/callback',
      issuers: () => new Map([...emptyTrust.issuers, ['staff', staff]]),
      connect: () => ({
        get: () => expect.fail('only messages are sent'),
        send: async (url) => {
          const body = Buffer.from(JSON.stringify(answers.get(new URL(url).pathname)));
          return ok({ status: 200, type: 'application/json', body, at: 0 });
        },
        close: async () => undefined,
      }),
      log,
      now: Date.now,
    });
    const details = { interaction: 'i', nonce: 'nonce-1', codeVerifier: 'v'.repeat(43) };
    const url = new URL('https://sts.acme.example/login/callback?code=the-code&state=the-state');

    const finished = await organisation.finish(url, 'the-state', details);
    expect(finished).to.deep.equal({ ok: false, error: 'login_failed' });
    expect(lines).to.have.length(1);
    expect(lines[0]).to.include({ issuer: 'staff', msg: 'a log-in failed at the provider' });
    for (const secret of [SECRET, 'the-code', 'nonce-1'])
      expect(JSON.stringify(lines)).not.to.contain(secret);
  });
});
