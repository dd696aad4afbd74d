import { text } from 'node:stream/consumers';
import { type GitHubPlatform, listen, type RunningServer, startGitHubPlatform } from '@cambio/testkit';
import { expect } from 'chai';
import { obtainToken } from '../src/obtain-token.ts';
import { revokeToken } from '../src/revoke-token.ts';
import { fakeRunner } from './fake-runner.ts';

const NOW = 1_795_305_600;
const DECISION = '019bc2f4-7a31-7c52-9d0e-3f6a1b2c4d5e';
const GRANTED = {
  access_token: 'issued.to.job',
  issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
  token_type: 'Bearer',
  expires_in: 300,
  scope: 'deploy',
  decision_id: DECISION,
};

describe('the step', () => {
  let platform: GitHubPlatform;
  let gateway: RunningServer;
  let answer: { readonly status: number; readonly json: object };
  /** The forms the gateway got. */
  let got: URLSearchParams[];

  const io = { fetch, now: () => NOW, wait: () => Promise.reject(new Error('nothing is to be tried again')) };

  before(async () => {
    platform = await startGitHubPlatform({ now: () => NOW * 1000 });
    gateway = await listen(async (request, response) => {
      if (request.method === 'GET') {
        const issuer = gateway.url;
        const endpoints = { token_endpoint: `${issuer}/token`, revocation_endpoint: `${issuer}/revoke` };
        response.end(JSON.stringify({ issuer, ...endpoints }));
        return;
      }
      got.push(new URLSearchParams(await text(request)));
      response.writeHead(answer.status).end(JSON.stringify(answer.json));
    });
  });
  after(async () => {
    await gateway.close();
    await platform.close();
  });
  beforeEach(() => {
    got = [];
    answer = { status: 200, json: GRANTED };
  });

  const started = (inputs: Readonly<Record<string, string>>) =>
    fakeRunner({ ...platform.job(), INPUT_GATEWAY: gateway.url, ...inputs });

  it('masks each token, notes the issued one for the end, and then hands it on', async () => {
    const { runner, told } = started({ INPUT_AUDIENCE: 'deployer', INPUT_ENVIRONMENT: 'DEPLOY_TOKEN' });
    expect(await obtainToken(runner, io)).to.equal(true);
    expect(told).to.deep.equal([
      `::add-mask::${got[0]?.get('subject_token')}`,
      '::add-mask::issued.to.job',
      `STATE+=gateway=${gateway.url}\n`,
      'STATE+=token=issued.to.job\n',
      'OUTPUT+=token=issued.to.job\n',
      'OUTPUT+=expires-at=2026-11-22T00:05:00Z\n',
      `OUTPUT+=decision-id=${DECISION}\n`,
      'ENV+=DEPLOY_TOKEN=issued.to.job\n',
      `There is a token until 2026-11-22T00:05:00Z, by decision ${DECISION}.`,
    ]);
  });

  it('asks for what the inputs say', async () => {
    const { runner } = started({ INPUT_AUDIENCE: 'deployer', INPUT_SCOPE: 'a b', INPUT_MAPPING: 'm' });
    await obtainToken(runner, io);
    expect(Object.fromEntries(got[0] ?? [])).to.include({ audience: 'deployer', scope: 'a b', mapping: 'm' });
  });

  for (const [what, json] of [
    ['a token of two lines', { ...GRANTED, access_token: 'a.b.c\nPATH=/evil' }],
    ['a decision of two lines', { ...GRANTED, decision_id: 'd\ntoken=evil' }],
    ['a token for ever', { ...GRANTED, expires_in: Number.MAX_SAFE_INTEGER }],
  ] as const) {
    it(`hands on nothing of an answer with ${what}`, async () => {
      answer = { status: 200, json };
      const { runner, told } = started({});
      expect(await obtainToken(runner, io)).to.equal(false);
      expect(told.filter((line) => !line.startsWith('::add-mask::'))).to.deep.equal([
        '::error title=There is no gateway at this URL::what answers there gives a token that is none',
      ]);
    });
  }

  it('revokes at its end what it noted', async () => {
    const { runner, told } = fakeRunner({ STATE_gateway: gateway.url, STATE_token: 'issued.to.job' });
    await revokeToken(runner, io);
    expect(Object.fromEntries(got[0] ?? [])).to.deep.equal({ token: 'issued.to.job' });
    expect(told).to.deep.equal(['The token is revoked.']);
  });

  it('does nothing at its end where there was no token', async () => {
    const { runner, told } = fakeRunner({});
    await revokeToken(runner, io);
    expect([...told, ...got]).to.deep.equal([]);
  });

  it('warns where the gateway does not revoke', async () => {
    answer = { status: 503, json: {} };
    const { runner, told } = fakeRunner({ STATE_gateway: gateway.url, STATE_token: 'issued.to.job' });
    await revokeToken(runner, io);
    expect(told.join()).to.match(/^::warning title=The token is not revoked::.+status 503/);
  });
});
