import { ok } from '@cambio/oauth';
import { emptyTrust, type TrustedIssuer } from '@cambio/policy';
import { expect } from 'chai';
import { createOrganisation, type OrganisationParts } from '../../../src/provider/people/organisation.ts';
import { recordingLog } from '../../quiet-log.ts';

const PROVIDER = 'https://login.acme.example';
const SECRET = 'access-token-of-the-provider';

const METADATA = {
  issuer: PROVIDER,
  authorization_endpoint: `${PROVIDER}/authorize`,
  token_endpoint: `${PROVIDER}/token`,
};

const DETAILS = { interaction: 'i', nonce: 'nonce-1', codeVerifier: 'v'.repeat(43) };

type Rules = Parameters<OrganisationParts['connect']>[0];

/** The provider as a trust document declares it: its URL, and what it may be reached by. */
function declared(rules: Rules): TrustedIssuer {
  return { url: PROVIDER, ...rules } as Partial<TrustedIssuer> as TrustedIssuer;
}

describe('the provider of an organisation', () => {
  const { log, lines } = recordingLog();
  let staff: TrustedIssuer;
  let opened: Rules[];
  let closed: Rules[];

  beforeEach(() => {
    lines.length = 0;
    staff = declared({ allowPrivateNetwork: false });
    [opened, closed] = [[], []];
  });

  function organisation() {
    const answers = new Map<string, object>([
      ['/.well-known/openid-configuration', METADATA],
      ['/token', { access_token: SECRET, token_type: 'Bearer' }],
    ]);
    return createOrganisation({
      login: { issuer: 'staff', clientId: 'cambio', scopes: ['openid'], session: 60 },
      callback: 'https://sts.acme.example/login/callback',
      issuers: () => new Map([...emptyTrust.issuers, ['staff', staff]]),
      connect: (rules) => {
        opened.push(rules);
        return {
          get: () => expect.fail('only messages are sent'),
          send: async (url) => {
            const body = Buffer.from(JSON.stringify(answers.get(new URL(url).pathname)));
            return ok({ status: 200, type: 'application/json', body, at: 0 });
          },
          close: async () => void closed.push(rules),
        };
      },
      log,
      now: Date.now,
    });
  }

  it('is reached by what the document in force says, over a connection of its own', async () => {
    const before = { allowPrivateNetwork: true, ca: 'the old authority' };
    const after = { allowPrivateNetwork: true, ca: 'the new authority' };
    const provider = organisation();
    staff = declared(before);
    expect((await provider.start('the-state', DETAILS)).ok).to.equal(true);
    staff = declared(after);
    expect((await provider.start('the-state', DETAILS)).ok).to.equal(true);
    expect(opened).to.deep.equal([before, after]);
    expect(closed).to.deep.equal([before]);
    await provider.close();
    expect(closed).to.deep.equal([before, after]);
  });

  it('is connected to once, however many log in at the same time', async () => {
    const provider = organisation();
    const begun = Array.from({ length: 3 }, () => provider.start('the-state', DETAILS));
    for (const start of await Promise.all(begun)) expect(start.ok).to.equal(true);
    expect(opened).to.have.length(1);
  });

  it('has nothing of its answers in the log when a log-in fails there', async () => {
    const url = new URL('https://sts.acme.example/login/callback?code=the-code&state=the-state');

    const finished = await organisation().finish(url, 'the-state', DETAILS);
    expect(finished).to.deep.equal({ ok: false, error: 'login_failed' });
    expect(lines).to.have.length(1);
    expect(lines[0]).to.include({ issuer: 'staff', msg: 'a log-in failed at the provider' });
    for (const secret of [SECRET, 'the-code', 'nonce-1'])
      expect(JSON.stringify(lines)).not.to.contain(secret);
  });
});
