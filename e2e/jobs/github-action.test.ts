import { text } from 'node:stream/consumers';
import { freePort, listen } from '@cambio/testkit';
import { expect } from 'chai';
import { decodeJwt } from 'jose';
import { post } from '../shop/answer.ts';
import { exchangeForm, openShop, type Shop } from '../shop/shop.ts';
import { introspectionOf, postForm } from '../shop/token-status.ts';
import { DEPLOYER, SHOP } from '../shop/trust.ts';
import { type Step, startStep } from './github-runner.ts';

describe('the GitHub Action, as a runner runs it', () => {
  let shop: Shop;
  const steps: Step[] = [];

  before(async () => {
    shop = await openShop();
  });
  after(() => shop.close());
  afterEach(async () => {
    await Promise.all(steps.splice(0).map((step) => step.close()));
  });

  async function step(
    inputs: Readonly<Record<string, string>>,
    job: Readonly<Record<string, string>> = shop.platform.job(SHOP),
  ): Promise<Step> {
    const started = await startStep({ gateway: shop.gateway.issuer, ...inputs }, job);
    steps.push(started);
    return started;
  }

  /** Asks the gateway, as a service with the same audience would. */
  async function isActive(token: string): Promise<boolean> {
    const caller = await post(shop.gateway.issuer, exchangeForm(await shop.subjectToken()));
    const authorization = `Bearer ${caller.token?.access_token}`;
    const answer = await postForm(`${shop.gateway.issuer}/introspect`, { token }, { authorization });
    return introspectionOf(answer).active;
  }

  it('gives the steps that follow a token, and takes it back when the job ends', async () => {
    const {
      main,
      post: end,
      outputs,
      exported,
    } = await step({
      audience: 'deployer',
      scope: 'deploy:read',
      environment: 'DEPLOY_TOKEN',
    });
    const { code, log, annotations } = await main();
    expect({ code, annotations }).to.deep.equal({ code: 0, annotations: [] });
    const { token = '', 'expires-at': expiresAt = '', 'decision-id': decision } = await outputs();
    expect(decodeJwt(token)).to.include({ aud: DEPLOYER, scope: 'deploy:read', txn: decision });
    expect(Date.parse(expiresAt) / 1000).to.be.closeTo(decodeJwt(token).exp ?? 0, 2);
    expect(await exported()).to.deep.equal({ DEPLOY_TOKEN: token });
    expect(log).to.contain(decision);
    expect(await isActive(token)).to.equal(true);

    expect(await end()).to.deep.include({ code: 0, annotations: [], log: 'The token is revoked.\n' });
    expect(await isActive(token)).to.equal(false);
  });

  it('finds the gateway in CAMBIO_GATEWAY, and exports nothing that it was not asked to', async () => {
    const job = { ...shop.platform.job(SHOP), CAMBIO_GATEWAY: shop.gateway.issuer };
    const { main, outputs, exported } = await step({ gateway: '', audience: 'deployer' }, job);
    expect(await main()).to.include({ code: 0 });
    expect(decodeJwt((await outputs()).token ?? '').scope).to.equal('deploy:read deploy:write');
    expect(await exported()).to.deep.equal({});
  });

  it('masks every token before it is anywhere else, and prints none', async () => {
    const { main, outputs } = await step({ audience: 'deployer', environment: 'DEPLOY_TOKEN' });
    const { printed } = await main();
    const { token = '' } = await outputs();
    const lines = printed.split('\n').filter((line) => /eyJ[\w-]+\.[\w-]+\.[\w-]+/.test(line));
    expect(lines).to.have.length(2);
    expect(lines[0])
      .to.match(/^::add-mask::eyJ/)
      .and.not.contain(token);
    expect(lines[1]).to.equal(`::add-mask::${token}`);
  });

  const denied = [
    ['a job on another branch', { ref: 'refs/heads/try' }, { audience: 'deployer' }, 'claim_mismatch'],
    ['a scope that nobody grants', {}, { audience: 'deployer', scope: 'deploy:all' }, 'scope_not_granted'],
    ['a target that is none', {}, { audience: 'payroll' }, 'unknown_target'],
    ['a mapping that is none', {}, { audience: 'deployer', mapping: 'nobody' }, 'no_mapping'],
  ] as const;
  for (const [what, claims, inputs, reason] of denied) {
    it(`says why ${what} gets none, by which decision, and who can see more`, async () => {
      const { main, post: end, outputs } = await step(inputs, shop.platform.job({ ...SHOP, ...claims }));
      const { code, annotations } = await main();
      expect(code).to.equal(1);
      expect(annotations).to.have.length(1);
      expect(annotations[0])
        .to.contain(`title=The gateway denies the token: the gateway refused: ${reason} (decision `)
        .and.match(/cambio explain --decision [0-9a-f-]{36}$/);
      expect(await outputs()).to.deep.equal({});
      expect(await end(), 'nothing to revoke').to.deep.include({ code: 0, printed: '' });
    });
  }

  it('says which permission a job lacks', async () => {
    const { main } = await step({ audience: 'deployer' }, { CI: 'true', GITHUB_ACTIONS: 'true' });
    const { code, annotations } = await main();
    expect(code).to.equal(1);
    expect(annotations.join())
      .to.contain('GitHub gives this job no token')
      .and.contain('  id-token: write\n');
  });

  it('says that an input cannot be used, and that nobody answers', async () => {
    const nobody = `127.0.0.1:${await freePort()}`;
    for (const [inputs, said] of [
      [{ gateway: '' }, 'gateway: give its URL'],
      [{ gateway: 'sts.acme.example' }, 'gateway: give its URL'],
      [{ gateway: 'http://sts.acme.example' }, 'the gateway is not an https URL'],
      [{ gateway: `http://${nobody}` }, `cannot reach ${nobody}: ECONNREFUSED`],
      [{ scope: 'deploy:"read"' }, 'scope: take scopes'],
      [{ environment: 'DEPLOY TOKEN' }, 'environment: take the name of a variable'],
    ] as const) {
      const { main } = await step(inputs);
      const { code, annotations } = await main();
      expect(code).to.equal(1);
      expect(annotations.join()).to.contain(said);
    }
  });

  it('says that a token could not be revoked, and fails no job for it', async () => {
    const { main, post: end } = await step({ audience: 'deployer' });
    await main();
    await shop.gateway.stop();
    const { code, annotations } = await end();
    await shop.close();
    shop = await openShop();
    expect(code).to.equal(0);
    expect(annotations.join()).to.match(/^title=The token is not revoked: cannot reach .+ECONNREFUSED/);
  });

  const evil: Readonly<Record<string, (token: string) => readonly [status: number, body: string]>> = {
    'an error that repeats the token': (token) => [
      400,
      JSON.stringify({ error: token, error_description: token, reason: token, decision_id: token }),
    ],
    'a page that repeats it': (token) => [200, `<p>${token}</p>\n::warning::${token}`],
    'a failure that repeats it': (token) => [500, token],
    'a token with a second line': (token) => [200, answerWith(`${token}\n::error::${token}\nPATH=/evil`)],
    'a decision with a second line': (token) => [200, answerWith('a.b.c', `1\ntoken=${token}`)],
  };
  for (const [what, answer] of Object.entries(evil)) {
    it(`shows no token, sets nothing, where a gateway answers with ${what}`, async () => {
      const server = await listen(async (request, response) => {
        if (request.method === 'GET') {
          const issuer = server.url;
          response.end(JSON.stringify({ issuer, token_endpoint: `${issuer}/token` }));
          return;
        }
        const form = new URLSearchParams(await text(request));
        const [status, body] = answer(form.get('subject_token') ?? '');
        response.writeHead(status, { 'content-type': 'application/json' }).end(body);
      });
      const { main, outputs, exported } = await step({ gateway: server.url, environment: 'DEPLOY_TOKEN' });
      const { code, log, annotations } = await main();
      await server.close();
      expect(code).to.equal(1);
      expect([log, ...annotations].join('\n')).not.to.match(/eyJ|a\.b\.c/);
      expect(annotations).to.have.length(1);
      expect({ ...(await outputs()), ...(await exported()) }).to.deep.equal({});
    });
  }
});

function answerWith(accessToken: string, decision = '019bc2f4-7a31-7c52-9d0e-3f6a1b2c4d5e'): string {
  return JSON.stringify({
    access_token: accessToken,
    issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    token_type: 'Bearer',
    expires_in: 300,
    scope: 'deploy',
    decision_id: decision,
  });
}
