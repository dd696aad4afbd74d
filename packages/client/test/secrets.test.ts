import { inspect } from 'node:util';
import { ok, TokenType } from '@cambio/oauth';
import { expect } from 'chai';
import {
  createDpopKey,
  createFetch,
  describeFailure,
  type ExchangeRequest,
  openSource,
  revoke,
  SOURCE_NAMES,
  type SourceIo,
  type TokenSource,
  tokenProvider,
} from '../src/index.ts';
import { GRANTED, serveGateway } from './gateway.ts';
import { testIo } from './provider/held.ts';
import { closeServers, type Reply, serve } from './server.ts';
import { place } from './sources/place.ts';

const PLANTED = 'planted-secret';

/** All that an error shows of itself, however it is printed: JSON, its own text, its causes and stack. */
function shown(thing: unknown): string {
  return `${JSON.stringify(thing)} ${inspect(thing, { depth: null, showHidden: true })} ${String(thing)}`;
}

const subject: TokenSource = {
  name: 'planted',
  token: async () => ok({ token: PLANTED, tokenType: TokenType.jwt }),
};

/** Gateways and what is in front of them at their worst: everything they say has a secret in it. */
const answers: readonly (readonly [string, Reply])[] = [
  [
    'a refusal that echoes',
    { status: 400, body: { error: `${PLANTED}.x y`, error_description: `got ${PLANTED}` } },
  ],
  ['a page', { status: 400, body: `<html>${PLANTED}` }],
  ['a page for an answer', { status: 200, body: `<html>${PLANTED}` }],
  ['a server error', { status: 500, body: PLANTED }],
  ['an outage', { status: 503, headers: { 'retry-after': PLANTED }, body: { error: 'x', trace: PLANTED } }],
  ['a redirect', { status: 307, headers: { location: `http://127.0.0.1/?token=${PLANTED}` } }],
  ['a token that is unlike others', { body: { ...GRANTED, access_token: PLANTED, token_type: 'mac' } }],
  ['a token that is not bound', { body: { ...GRANTED, access_token: PLANTED } }],
];

describe('an error', () => {
  afterEach(closeServers);

  for (const [name, reply] of answers) {
    it(`of an exchange holds no credential: ${name}`, async () => {
      const { issuer: gateway } = await serveGateway({ replies: [reply] });
      const asked: Omit<ExchangeRequest, 'gateway'> = {
        source: subject,
        actor: subject,
        dpop: await createDpopKey(),
      };
      const provider = tokenProvider({ gateway, ...asked }, testIo());
      const outcome = await provider.token();
      if (outcome.ok) expect.fail('there is no token');
      expect(shown(outcome)).not.to.include(PLANTED);
      expect(describeFailure(outcome.error)).not.to.include(PLANTED);

      const call = createFetch(provider, { origins: [new URL(gateway).origin] }, testIo());
      const thrown = await call(gateway).catch((error: unknown) => error);
      expect(thrown).to.be.instanceOf(Error);
      expect(shown(thrown)).not.to.include(PLANTED);
    });
  }

  it('of a gateway that breaks off holds no credential', async () => {
    const { issuer: gateway } = await serveGateway();
    const io = testIo();
    const breaking: typeof fetch = (input, init) =>
      init?.method === 'POST'
        ? Promise.reject(new TypeError(`${PLANTED} in ${init.body}`))
        : fetch(input, init);
    const outcome = await tokenProvider({ gateway, source: subject }, { ...io, fetch: breaking }).token();
    expect(shown(outcome)).not.to.include(PLANTED);
  });

  it('of a revocation holds no credential', async () => {
    const gateway = await serveGateway();
    gateway.refuseRevocationOf(PLANTED);
    const outcome = await revoke(gateway.issuer, PLANTED, { fetch });
    expect(outcome).to.have.nested.property('error.kind', 'unexpected_answer');
    expect(shown(outcome)).not.to.include(PLANTED);
  });

  /** Every variable a source reads holds a secret, and so does everything that files, programs and services say. */
  const failing: readonly (readonly [string, (url: string) => Partial<SourceIo>])[] = [
    ['what is there is no token', () => ({ run: async () => ({ code: 0, stdout: `${PLANTED} !` }) })],
    ['programs fail', () => ({ run: async () => ({ code: 1, stdout: PLANTED }) })],
    ['nothing can be reached', () => ({ fetch: () => Promise.reject(new TypeError(PLANTED)) })],
    ['everything rejects', () => ({ run: () => Promise.reject(new Error(PLANTED)) })],
  ];
  for (const [name, io] of failing) {
    it(`of a source holds no credential where ${name}`, async () => {
      const { url } = await serve(() => ({ status: 200, body: `${PLANTED} !` }));
      const secret = `${PLANTED} !`;
      const env = {
        CAMBIO_SUBJECT_TOKEN: secret,
        CAMBIO_SUBJECT_TOKEN_FILE: '/token',
        CAMBIO_SUBJECT_TOKEN_COMMAND: JSON.stringify(['mint', secret]),
        ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/?token=${PLANTED}`,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: PLANTED,
        CIRCLE_OIDC_TOKEN_V2: secret,
        BUILDKITE_AGENT_ACCESS_TOKEN: secret,
        BITBUCKET_STEP_OIDC_TOKEN: secret,
        SYSTEM_OIDCREQUESTURI: `${url}/?token=${PLANTED}`,
        SYSTEM_ACCESSTOKEN: PLANTED,
        TFC_WORKLOAD_IDENTITY_TOKEN: secret,
        SPIFFE_ENDPOINT_SOCKET: 'unix:///agent.sock',
        AZURE_FEDERATED_TOKEN_FILE: '/token',
        AWS_WEB_IDENTITY_TOKEN_FILE: '/token',
        AWS_REGION: 'eu-west-1',
        AWS_ACCESS_KEY_ID: PLANTED,
        AWS_SECRET_ACCESS_KEY: PLANTED,
        AWS_SESSION_TOKEN: PLANTED,
        IDENTITY_ENDPOINT: `${url}/?token=${PLANTED}`,
        IDENTITY_HEADER: PLANTED,
        GCE_METADATA_HOST: new URL(url).host,
      };
      const speaking = { readFile: async () => secret, fetchJwtSvid: async () => secret };
      const toService: typeof fetch = (input, init) =>
        fetch(new URL(String(input)).host === new URL(url).host ? input : url, init);
      for (const source of SOURCE_NAMES) {
        const opened = openSource(source, place({ env, fetch: toService, ...speaking, ...io(url) }));
        const outcome = await opened.token('https://tokens.example');
        expect(outcome.ok, source).to.equal(false);
        expect(shown(outcome), source).not.to.include(PLANTED);
      }
    });
  }
});
