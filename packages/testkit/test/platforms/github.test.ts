import { expect } from 'chai';
import { createRemoteJWKSet, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import { fixedClock } from '../../src/clock.ts';
import { decode } from '../../src/forge.ts';
import { type GitHubPlatform, type JobEnvironment, startGitHubPlatform } from '../../src/platforms/github.ts';

describe('the GitHub-shaped platform', () => {
  const clock = fixedClock();
  let platform: GitHubPlatform;

  beforeEach(async () => {
    platform = await startGitHubPlatform({ now: clock.now });
  });
  afterEach(() => platform.close());

  async function request(
    job: JobEnvironment,
    audience?: string,
    bearer = job.ACTIONS_ID_TOKEN_REQUEST_TOKEN,
  ) {
    const suffix = audience === undefined ? '' : `&audience=${encodeURIComponent(audience)}`;
    return fetch(job.ACTIONS_ID_TOKEN_REQUEST_URL + suffix, {
      headers: { authorization: `bearer ${bearer}` },
    });
  }

  async function tokenOf(job: JobEnvironment, audience?: string): Promise<string> {
    const { value } = (await (await request(job, audience)).json()) as { value: string };
    return value;
  }

  it('describes itself where discovery looks', async () => {
    const response = await fetch(`${platform.issuer}/.well-known/openid-configuration`);
    expect(await response.json()).to.include({
      issuer: platform.url,
      jwks_uri: `${platform.url}/.well-known/jwks`,
    });
    expect(platform.requests('/.well-known/openid-configuration')).to.equal(1);
  });

  it('mints, for a job, a token that its key set verifies', async () => {
    const token = await tokenOf(platform.job(), 'https://sts.acme.example');
    const keys = createRemoteJWKSet(new URL(platform.jwksUri));
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      issuer: platform.issuer,
      audience: 'https://sts.acme.example',
      currentDate: new Date(clock.now()),
    });
    expect(protectedHeader).to.include({ alg: 'RS256', typ: 'JWT', kid: 'gha-key-1' });
    expect(payload).to.include({ iat: 1_788_220_800, nbf: 1_788_220_200, exp: 1_788_221_100 });
  });

  it('answers count and value, and a fresh jti each time', async () => {
    const job = platform.job();
    const answer: unknown = await (await request(job)).json();
    expect(answer).to.have.all.keys('count', 'value');
    const ids = await Promise.all([tokenOf(job), tokenOf(job)]);
    expect(new Set(ids.map((token) => decode(token).claims.jti)).size).to.equal(2);
    expect(platform.requests('/idtoken/')).to.equal(3);
  });

  it("names the owner's URL as audience when none is asked", async () => {
    const token = await tokenOf(platform.job({ repository_owner: 'beta' }));
    expect(decode(token).claims.aud).to.equal('https://github.com/beta');
  });

  for (const bearer of ['', 'other']) {
    it(`refuses the bearer "${bearer}"`, async () => {
      expect((await request(platform.job(), undefined, bearer)).status).to.equal(401);
    });
  }

  it("refuses one job's bearer at another's endpoint", async () => {
    const other = platform.job().ACTIONS_ID_TOKEN_REQUEST_TOKEN;
    expect((await request(platform.job(), undefined, other)).status).to.equal(401);
  });

  const repository = { repository: 'acme/shop', repository_id: '2', repository_owner_id: '1' };
  const branch = { environment: undefined, ref: 'refs/heads/main' };
  const subjects = [
    { format: 'immutable', claims: { environment: 'prod' }, sub: 'repo:acme@1/shop@2:environment:prod' },
    { format: 'immutable', claims: branch, sub: 'repo:acme@1/shop@2:ref:refs/heads/main' },
    { format: 'legacy', claims: { environment: 'prod' }, sub: 'repo:acme/shop:environment:prod' },
    { format: 'legacy', claims: { environment: 'a:b' }, sub: 'repo:acme/shop:environment:a%3Ab' },
    { format: 'legacy', claims: branch, sub: 'repo:acme/shop:ref:refs/heads/main' },
    {
      format: 'legacy',
      claims: { environment: undefined, event_name: 'pull_request' },
      sub: 'repo:acme/shop:pull_request',
    },
    { format: 'legacy', claims: { sub: 'custom' }, sub: 'custom' },
  ] as const;
  for (const { format, claims, sub } of subjects) {
    it(`composes ${sub} (${format})`, async () => {
      const token = await tokenOf(platform.job({ ...repository, ...claims }, format));
      expect(decode(token).claims.sub).to.equal(sub);
    });
  }

  it('leaves out what is set to undefined', async () => {
    const { claims, header } = decode(await platform.issue({ environment: undefined }, { typ: undefined }));
    expect(claims).to.not.have.property('environment');
    expect(header).to.not.have.property('typ');
  });

  it('publishes the old key for one rotation, and no longer', async () => {
    const old = await platform.issue();
    await platform.rotate();
    const kids = () => platform.keys().map((key) => key.kid);
    expect(decodeProtectedHeader(await platform.issue()).kid).to.equal('gha-key-2');
    expect(kids()).to.deep.equal(['gha-key-2', decodeProtectedHeader(old).kid]);
    await platform.rotate();
    expect(kids()).to.deep.equal(['gha-key-3', 'gha-key-2']);
  });

  it('withdraws every earlier key in a rotation without overlap', async () => {
    const old = await platform.issue();
    await platform.rotate({ overlap: false });
    const failure = await jwtVerify(old, createRemoteJWKSet(new URL(platform.jwksUri))).catch(
      (e: unknown) => e,
    );
    expect(failure).to.be.instanceOf(errors.JWKSNoMatchingKey);
  });
});
