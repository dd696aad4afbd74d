import { freePort, type IdentityProvider, startIdentityProvider } from '@cambio/testkit';
import { expect } from 'chai';
import { decodeJwt } from 'jose';
import * as oauth from 'oauth4webapi';
import { startCambio } from '../gateway/cambio.ts';
import { type Gateway, startGateway } from '../gateway/start-gateway.ts';
import { Browser } from './browser.ts';

const ADA = { id: 'ada-1', name: 'Ada', email: 'ada@acme.example', groups: ['platform'] };
const BOB = { id: 'bob-2', name: 'Bob', email: 'bob@acme.example', groups: ['sales'] };

const INSECURE = { [oauth.allowInsecureRequests]: true };

function trustIn(url: string): string {
  return [
    {
      kind: 'Issuer',
      id: 'staff',
      provider: 'oidc',
      url,
      allowPrivateNetwork: true,
      audiences: ['cambio'],
      replay: 'allow',
    },
    {
      kind: 'Mapping',
      id: 'platform-team',
      purpose: 'The platform team looks after the gateway',
      issuer: 'staff',
      target: 'admin',
      match: { groups: { contains: 'platform' } },
      grant: { scopes: ['decisions:read', 'trust:read'], subject: 'person/{sub}' },
    },
  ]
    .map((document) => JSON.stringify({ owner: 'platform@acme.example', ...document }))
    .join('\n---\n');
}

describe('people', () => {
  let provider: IdentityProvider;
  let gateway: Gateway;
  let server: oauth.AuthorizationServer;

  before(async () => {
    provider = await startIdentityProvider([ADA, BOB], { now: Date.now });
    const port = await freePort();
    gateway = await startGateway({
      trust: trustIn(provider.issuer),
      path: '/sts',
      port,
      args: ['--set', 'admin.login.issuer=staff', '--set', 'admin.login.clientId=cambio'],
    });
    const issuer = new URL(gateway.issuer);
    const answer = await oauth.discoveryRequest(issuer, { ...INSECURE, algorithm: 'oauth2' });
    server = await oauth.processDiscoveryResponse(issuer, answer);
  });

  after(async () => {
    await gateway.stop();
    await provider.close();
  });

  /** As the console does it. */
  async function logIn(browser: Browser, options: { readonly prompt?: string } = {}) {
    const client = { client_id: 'cambio-console' };
    const redirect = `${gateway.issuer}/console/callback`;
    const verifier = oauth.generateRandomCodeVerifier();
    const state = oauth.generateRandomState();
    const asked = new URL(server.authorization_endpoint ?? '');
    asked.search = new URLSearchParams({
      client_id: client.client_id,
      redirect_uri: redirect,
      response_type: 'code',
      scope: 'admin',
      state,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...options,
    }).toString();
    const back = await browser.follow(asked, (url) => url.href.startsWith(redirect));
    const parameters = oauth.validateAuthResponse(server, client, back, state);
    const redeem = () =>
      oauth.authorizationCodeGrantRequest(
        server,
        client,
        oauth.None(),
        parameters,
        redirect,
        verifier,
        INSECURE,
      );
    return { redeem, client };
  }

  it('log in at their organisation and get what a mapping grants them', async () => {
    const { redeem, client } = await logIn(new Browser({ person: ADA.id }));
    const token = await oauth.processAuthorizationCodeResponse(server, client, await redeem());
    expect(token.scope?.split(' ')).to.have.members(['decisions:read', 'trust:read']);
    expect(decodeJwt(token.access_token)).to.include({
      sub: 'person/ada-1',
      aud: `${gateway.issuer}/admin`,
      client_id: 'cambio-console',
    });
    const seen = await fetch(`${gateway.issuer}/admin/v1/decisions`, {
      headers: { authorization: `Bearer ${token.access_token}` },
    });
    expect(seen.status).to.equal(200);
  });

  it('find in the metadata what they need, and nothing that does not work', async () => {
    expect(server).to.deep.include({
      authorization_endpoint: `${gateway.issuer}/authorize`,
      device_authorization_endpoint: `${gateway.issuer}/device_authorization`,
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
    });
    expect(server.grant_types_supported).to.include.members([
      'authorization_code',
      'urn:ietf:params:oauth:grant-type:device_code',
    ]);
    const plain = new URL(server.authorization_endpoint ?? '');
    plain.search = new URLSearchParams({
      client_id: 'cambio-console',
      redirect_uri: `${gateway.issuer}/console/callback`,
      response_type: 'code',
      scope: 'admin',
      code_challenge: 'x'.repeat(43),
      code_challenge_method: 'plain',
    }).toString();
    const back = await new Browser({ person: ADA.id }).follow(plain, ({ pathname }) =>
      pathname.endsWith('/console/callback'),
    );
    expect(back.searchParams.get('error')).to.equal('invalid_request');
    expect(back.searchParams.get('iss')).to.equal(gateway.issuer);
  });

  it('are not asked again while their log-in lasts', async () => {
    const browser = new Browser({ person: ADA.id });
    await logIn(browser);
    const before = provider.requests('/authorize');
    const { redeem } = await logIn(browser, { prompt: 'none' });
    expect((await redeem()).status).to.equal(200);
    expect(provider.requests('/authorize')).to.equal(before);
  });

  it('get nothing by logging in alone, and are told why', async () => {
    const { redeem } = await logIn(new Browser({ person: BOB.id }));
    const refused = await redeem();
    expect(refused.status).to.equal(400);
    expect(await refused.json()).to.include({ error: 'invalid_target', reason: 'claim_mismatch' });
  });

  it('can use a code once, however many times at once', async () => {
    const { redeem } = await logIn(new Browser({ person: ADA.id }));
    const answers = await Promise.all(Array.from({ length: 10 }, redeem));
    expect(answers.filter(({ status }) => status === 200)).to.have.length(1);
  });

  it('cannot be logged in unawares: a log-in ends in the browser it began in', async () => {
    const attacker = new Browser({ person: BOB.id });
    const asked = new URL(server.authorization_endpoint ?? '');
    asked.search = new URLSearchParams({
      client_id: 'cambio-console',
      redirect_uri: `${gateway.issuer}/console/callback`,
      response_type: 'code',
      scope: 'admin',
      code_challenge: await oauth.calculatePKCECodeChallenge(oauth.generateRandomCodeVerifier()),
      code_challenge_method: 'S256',
    }).toString();
    const callback = await attacker.follow(asked, ({ pathname }) => pathname.endsWith('/login/callback'));
    const victim = await fetch(callback, { redirect: 'manual' });
    expect(victim.status).to.equal(400);
    expect(await victim.text()).to.contain('not begun in this browser');
  });

  it('are logged out for good', async () => {
    const browser = new Browser({ person: ADA.id });
    await logIn(browser);
    expect((await browser.post(`${gateway.issuer}/logout`)).status).to.equal(204);
    const redirect = `${gateway.issuer}/console/callback`;
    const asked = new URL(server.authorization_endpoint ?? '');
    asked.search = new URLSearchParams({
      client_id: 'cambio-console',
      redirect_uri: redirect,
      response_type: 'code',
      scope: 'admin',
      prompt: 'none',
      code_challenge: await oauth.calculatePKCECodeChallenge(oauth.generateRandomCodeVerifier()),
      code_challenge_method: 'S256',
    }).toString();
    const back = await browser.follow(asked, ({ href }) => href.startsWith(redirect));
    expect(back.searchParams.get('error')).to.equal('login_required');
  });

  it('are not logged out by the page of somebody else, whose request comes without their cookie', async () => {
    const answer = await fetch(`${gateway.issuer}/logout`, { method: 'POST' });
    expect([answer.status, answer.headers.getSetCookie()]).to.deep.equal([204, []]);
  });

  it('log a command line in by a code that it shows', async () => {
    const client = { client_id: 'cambio-cli' };
    const started = await oauth.deviceAuthorizationRequest(
      server,
      client,
      oauth.None(),
      new URLSearchParams({ scope: 'admin' }),
      INSECURE,
    );
    const { device_code, user_code, verification_uri } = await oauth.processDeviceAuthorizationResponse(
      server,
      client,
      started,
    );
    const redeem = () => oauth.deviceCodeGrantRequest(server, client, oauth.None(), device_code, INSECURE);
    expect(await (await redeem()).json()).to.include({ error: 'authorization_pending' });

    const browser = new Browser({ person: ADA.id });
    const asking = await browser.open(verification_uri);
    const confirming = await browser.submit(asking, { user_code });
    expect(confirming.text).to.contain(user_code);
    const consenting = await browser.submit(confirming, { confirm: 'yes' });
    const done = await browser.submit(consenting, {});
    expect(done.text).to.contain('The command line is logged in');
    const token = await oauth.processDeviceCodeResponse(server, client, await redeem());
    expect(decodeJwt(token.access_token)).to.include({ sub: 'person/ada-1', client_id: 'cambio-cli' });
    expect((await redeem()).status).to.equal(400);
  });

  it('begin again with a code that they enter once their session is over', async () => {
    const entering = { method: 'POST', body: new URLSearchParams({ xsrf: 'x', user_code: 'ABCD-EFGH' }) };
    for (const [path, init] of [
      ['device', entering],
      ['device/x', {}],
      ['device', { ...entering, headers: { cookie: '_session=x' } }],
    ] as const) {
      const answer = await fetch(`${gateway.issuer}/${path}`, { ...init, redirect: 'manual' });
      expect([answer.status, answer.headers.get('location')], path).to.deep.equal([303, '/sts/device']);
    }
  });

  it('are not told where a script that asks for them is from, and nobody lets it in', async () => {
    const origin = 'https://evil.example/"';
    for (const path of ['token', 'device_authorization']) {
      const body = new URLSearchParams({ client_id: 'cambio-cli', grant_type: 'authorization_code' });
      const answer = await fetch(`${gateway.issuer}/${path}`, { method: 'POST', headers: { origin }, body });
      expect(answer.headers.get('access-control-allow-origin')).to.equal(null);
      expect(await answer.text()).not.to.contain('evil.example');
    }
  });

  describe('at a terminal', () => {
    const asking = (way: string) =>
      startCambio(['decisions', '--gateway', gateway.issuer, '--log-in', way, '--json'], {
        env: { BROWSER: '/bin/true' },
      });

    it('log in with the browser of their machine', async () => {
      const program = asking('browser');
      const said = await program.says('/authorize?', 'stderr');
      const address = new URL(/http\S+\/authorize\S+/.exec(said)?.[0] ?? '');
      const browser = new Browser({ person: ADA.id });
      const consenting = await browser.open(address);
      expect(consenting.text).to.contain('Log in your command line?');
      const done = await browser.submit(consenting, {});
      expect(done.text).to.contain('go back to your terminal');
      expect(await program.finished).to.include({ code: 0 });
    });

    it('log in with a browser elsewhere', async () => {
      const program = asking('code');
      const said = await program.says('with the code', 'stderr');
      const user_code = /[A-Z]{4}-[A-Z]{4}/.exec(await program.says('-', 'stderr'))?.[0] ?? said;
      const browser = new Browser({ person: ADA.id });
      const page = await browser.open(`${gateway.issuer}/device`);
      const confirming = await browser.submit(page, { user_code });
      await browser.submit(await browser.submit(confirming, { confirm: 'yes' }), {});
      expect(await program.finished).to.include({ code: 0 });
    });

    it('are told why they may not', async () => {
      const program = asking('code');
      await program.says('with the code', 'stderr');
      const user_code = /[A-Z]{4}-[A-Z]{4}/.exec(await program.says('-', 'stderr'))?.[0] ?? '';
      const browser = new Browser({ person: BOB.id });
      const confirming = await browser.submit(await browser.open(`${gateway.issuer}/device`), { user_code });
      await browser.submit(await browser.submit(confirming, { confirm: 'yes' }), {});
      const { code, stderr } = await program.finished;
      expect(code).to.equal(1);
      expect(stderr).to.contain('claim_mismatch');
    });
  });

  for (const [what, change] of [
    ['without PKCE', { code_challenge: '', code_challenge_method: '' }],
    ['to somewhere else', { redirect_uri: 'https://evil.example/callback' }],
    ['as a client that does not exist', { client_id: 'somebody' }],
  ] as const) {
    it(`are not sent ${what}`, async () => {
      const asked = new URL(server.authorization_endpoint ?? '');
      const parameters = {
        client_id: 'cambio-console',
        redirect_uri: `${gateway.issuer}/console/callback`,
        response_type: 'code',
        scope: 'admin',
        code_challenge: await oauth.calculatePKCECodeChallenge(oauth.generateRandomCodeVerifier()),
        code_challenge_method: 'S256',
        ...change,
      };
      asked.search = new URLSearchParams(
        Object.entries(parameters).filter(([, value]) => value !== ''),
      ).toString();
      const answer = await fetch(asked, { redirect: 'manual' });
      const location = answer.headers.get('location') ?? '';
      expect(location).not.to.contain('/login/');
      expect(location).not.to.contain('evil.example');
    });
  }
});
