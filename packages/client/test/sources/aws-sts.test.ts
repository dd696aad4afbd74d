import { expect } from 'chai';
import { awsStsSource, type SourceIo } from '../../src/index.ts';
import { closeServers, type Received, type Reply } from '../server.ts';
import { elsewhere } from './elsewhere.ts';
import { AUDIENCE, given, place } from './place.ts';

const IMDS = '/http://169.254.169.254/latest';
const STS = '/https://sts.eu-west-1.amazonaws.com/';
const keys = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'canary', AWS_REGION: 'eu-west-1' };
const handedOut = { body: { AccessKeyId: 'ASIAHANDED', SecretAccessKey: 'canary', Token: 'session-canary' } };

const issued: Reply = {
  headers: { 'content-type': 'text/xml' },
  body:
    '<GetWebIdentityTokenResponse><GetWebIdentityTokenResult><WebIdentityToken>a.b.c</WebIdentityToken>' +
    '</GetWebIdentityTokenResult></GetWebIdentityTokenResponse>',
};

/** A source, and an AWS that answers STS with `sts` and all else as told. */
async function at(
  env: SourceIo['env'],
  answers: (request: Received) => Reply | undefined = () => undefined,
  { sts = issued, readFile = place().readFile }: { sts?: Reply; readFile?: SourceIo['readFile'] } = {},
) {
  const aws = await elsewhere((request) =>
    request.target.startsWith('/https://sts.') ? sts : answers(request),
  );
  const said = await given(awsStsSource({ env, fetch: aws.fetch, readFile }));
  const asked = aws.received.map(({ method, target }) => `${method} ${target}`);
  return { said, asked, received: aws.received };
}

describe('awsStsSource', () => {
  afterEach(closeServers);

  it('asks the regional STS for a token for the audience, in a signed request', async () => {
    const { said, asked, received } = await at({ ...keys, AWS_SESSION_TOKEN: 'session' });
    expect(said).to.equal('a.b.c');
    expect(asked).to.deep.equal([`POST ${STS}`]);
    const [request] = received;
    expect(Object.fromEntries(new URLSearchParams(request?.body))).to.deep.equal({
      Action: 'GetWebIdentityToken',
      Version: '2011-06-15',
      'Audience.member.1': AUDIENCE,
      SigningAlgorithm: 'ES384',
      DurationSeconds: '300',
    });
    expect(request?.headers.authorization).to.match(
      /^AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE\/\d{8}\/eu-west-1\/sts\/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-security-token, Signature=[0-9a-f]{64}$/,
    );
    expect(request?.headers).to.include({ 'x-amz-security-token': 'session' });
    expect(JSON.stringify(request)).not.to.include('canary');
  });

  it('asks in China where the region is', async () => {
    const { asked } = await at({ ...keys, AWS_REGION: 'cn-north-1' });
    expect(asked).to.deep.equal(['POST /https://sts.cn-north-1.amazonaws.com.cn/']);
  });

  for (const region of ['', 'eu-west-1.evil.example', 'x', 'eu-west-1/..', 'EU-WEST-1']) {
    it(`asks nobody in ${JSON.stringify(region)}`, async () => {
      const { said, asked } = await at({ ...keys, AWS_REGION: region });
      expect(said).to.equal('not_configured: AWS_REGION is not set to a region');
      expect(asked).to.deep.equal([]);
    });
  }

  describe('in a container', () => {
    const RELATIVE = {
      AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/v2/credentials/id',
      AWS_REGION: 'eu-west-1',
    };

    it('is who its task is, on ECS', async () => {
      const { said, received } = await at(RELATIVE, () => handedOut);
      expect(said).to.equal('a.b.c');
      expect(received[0]).to.include({ method: 'GET', target: '/http://169.254.170.2/v2/credentials/id' });
      expect(received[1]?.headers.authorization).to.include('Credential=ASIAHANDED/');
      expect(received[1]?.headers).to.include({ 'x-amz-security-token': 'session-canary' });
    });

    it('shows the token of its file, on EKS', async () => {
      const env = {
        AWS_REGION: 'eu-west-1',
        AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.23/v1/credentials',
        AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: '/token',
        AWS_CONTAINER_AUTHORIZATION_TOKEN: 'not this one',
      };
      const readFile = async (path: string) => `from ${path}\n`;
      const { said, received } = await at(env, () => handedOut, { readFile });
      expect(said).to.equal('a.b.c');
      expect(received[0]?.headers.authorization).to.equal('from /token');
    });

    const strangers = [
      { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://evil.example/' },
      { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.2.evil.example/' },
      { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.2@evil.example/' },
      { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'nowhere' },
      { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '@evil.example/' },
      { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '.evil.example/' },
    ];
    for (const env of strangers) {
      it(`asks nobody at ${Object.values(env)[0]}`, async () => {
        const { said, asked } = await at({ ...env, AWS_REGION: 'eu-west-1' }, () => handedOut);
        expect(said).to.match(/^not_configured: the container credentials/);
        expect(asked).to.deep.equal([]);
      });
    }
  });

  describe('on a machine', () => {
    const imds = ({ method, target, headers }: Received): Reply | undefined => {
      if (target === `${IMDS}/api/token`) return method === 'PUT' ? { body: 'session-1' } : undefined;
      if (headers['x-aws-ec2-metadata-token'] !== 'session-1') return { status: 401 };
      if (target === `${IMDS}/meta-data/placement/region`) return { body: 'eu-west-1' };
      if (target === `${IMDS}/meta-data/iam/security-credentials/`) return { body: 'deployer' };
      return target === `${IMDS}/meta-data/iam/security-credentials/deployer` ? handedOut : undefined;
    };

    it('is who the machine is, in its region', async () => {
      const { said, received } = await at({}, imds);
      expect(said).to.equal('a.b.c');
      expect(received.at(-1)?.target).to.equal(STS);
      expect(received.at(-1)?.headers.authorization).to.include('Credential=ASIAHANDED/');
    });

    it('says that the machine has no role', async () => {
      const roleless = (request: Received) =>
        request.target.endsWith('security-credentials/') ? undefined : imds(request);
      const { said } = await at({}, roleless);
      expect(said).to.equal('refused: the credentials service answered 404: the machine has no role');
    });

    it('follows no odd name of a role', async () => {
      const odd = (request: Received) =>
        request.target.endsWith('security-credentials/') ? { body: '../../canary' } : imds(request);
      expect((await at({}, odd)).said).to.equal('malformed: the metadata service names no role');
    });
  });

  const failures: readonly (readonly [string, Reply, string])[] = [
    [
      'not allowed',
      { status: 403, body: '<Message>canary</Message>' },
      'refused: STS answered 403: the role needs',
    ],
    ['away', { status: 503 }, 'unavailable: STS answered 503'],
    ['of another kind', { body: '<html>canary' }, 'malformed: STS answered without a token'],
  ];
  for (const [name, sts, expected] of failures) {
    it(`fails where STS is ${name}`, async () => {
      const { said } = await at(keys, undefined, { sts });
      expect(said.startsWith(expected), said).to.equal(true);
      expect(said).not.to.include('canary');
    });
  }

  it('fails where there are no credentials', async () => {
    const { said } = await at(
      { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/x', AWS_REGION: 'eu-west-1' },
      () => ({ body: { canary: 1 } }),
    );
    expect(said).to.equal('malformed: the credentials service answered without credentials');
  });
});
