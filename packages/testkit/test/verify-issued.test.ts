import { expect } from 'chai';
import {
  type Changes,
  change,
  createRoutes,
  fixedClock,
  generateKey,
  listen,
  type RunningServer,
  SAMPLE_TIME,
  type SigningKey,
  sign,
  tamper,
  verifyWithRemoteKeys,
} from '../src/index.ts';

const AUDIENCE = 'https://deployer.acme.example';
const NOW = SAMPLE_TIME / 1000;

describe('verifyWithRemoteKeys', () => {
  let gateway: RunningServer;
  let key: SigningKey;
  const { now } = fixedClock();

  before(async () => {
    key = await generateKey('k1', 'ES256');
    const routes = createRoutes();
    gateway = await listen(routes.handler);
    routes.add('/.well-known/oauth-authorization-server/sts', () => ({
      json: { issuer: `${gateway.url}/sts`, jwks_uri: `${gateway.url}/sts/jwks` },
    }));
    routes.add('/.well-known/oauth-authorization-server/copied', () => ({
      json: { issuer: `${gateway.url}/sts`, jwks_uri: `${gateway.url}/sts/jwks` },
    }));
    routes.add('/sts/jwks', () => ({ json: { keys: [key.publicJwk] } }));
  });

  after(() => gateway.close());

  const issued = (claims: Changes = {}, typ = 'at+jwt') =>
    sign(change({ iss: `${gateway.url}/sts`, aud: AUDIENCE, exp: NOW + 60, sub: 'x' }, claims), key, { typ });
  const outcome = (token: string, issuer = `${gateway.url}/sts`) =>
    verifyWithRemoteKeys(issuer, token, AUDIENCE, now()).then(
      ({ header, claims }) => `${header.kid} ${claims.sub}`,
      (error: unknown) => (error instanceof Error ? error.message : 'not an error'),
    );

  it('knows only the issuer URL, and finds metadata and keys below it', async () => {
    expect(await outcome(await issued())).to.equal('k1 x');
  });

  it('refuses a token that is wrong in one thing', async () => {
    expect(await outcome(await issued({ aud: 'https://other.example' }))).to.match(/"aud"/);
    expect(await outcome(await issued({ iss: 'https://other.example' }))).to.match(/"iss"/);
    expect(await outcome(await issued({ exp: NOW - 1 }))).to.match(/"exp"/);
    expect(await outcome(await issued({}, 'JWT'))).to.match(/"typ"/);
    expect(await outcome(tamper(await issued(), { sub: 'y' }))).to.match(/signature/);
  });

  it('refuses metadata of another issuer', async () => {
    expect(await outcome(await issued(), `${gateway.url}/copied`)).to.match(/another issuer/);
  });
});
