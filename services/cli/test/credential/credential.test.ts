import { decode } from '@cambio/testkit';
import { expect } from 'chai';
import { type AwsOptions, awsCredential } from '../../src/credential/aws.ts';
import { type DockerOperation, dockerCredential } from '../../src/credential/docker.ts';
import { gitCredential } from '../../src/credential/git.ts';
import { kubectlCredential } from '../../src/credential/kubectl.ts';
import { usualEndpoint } from '../../src/credential/sts.ts';
import { ON_A_BRANCH, ON_MAIN, TARGET } from '../../src/demo/jobs.ts';
import { EXIT } from '../../src/exit-code.ts';
import { type GatewayUnderTest, gatewayUnderTest } from '../gateway-under-test.ts';
import { terminalUnderTest } from '../terminal-under-test.ts';
import { KEYS, type SecurityTokenService, startSts } from './security-token-service.ts';

describe('credential', () => {
  let gateway: GatewayUnderTest;

  before(async () => {
    gateway = await gatewayUnderTest();
  });

  after(() => gateway.close());

  const request = () => ({ gateway: gateway.settings.issuer, audience: TARGET });

  const at = (input = '', env: Readonly<Record<string, string>> = {}) =>
    terminalUnderTest({ input, env: { ...gateway.platform.job(ON_MAIN), ...env } });

  const claimsOf = (token: string) => decode(token).claims;

  describe('kubectl', () => {
    for (const version of ['v1', 'v1beta1']) {
      it(`answers in ${version} where that is asked for`, async () => {
        const apiVersion = `client.authentication.k8s.io/${version}`;
        const info = JSON.stringify({ apiVersion, kind: 'ExecCredential', spec: { interactive: false } });
        const terminal = at('', { KUBERNETES_EXEC_INFO: info });
        expect(await kubectlCredential(request(), terminal)).to.equal(EXIT.done);
        const answer = JSON.parse(terminal.written());
        expect(answer).to.include({ apiVersion, kind: 'ExecCredential' });
        const end = Date.parse(answer.status.expirationTimestamp) / 1000;
        expect(end).to.be.closeTo(Number(claimsOf(answer.status.token).exp), 2);
        expect(answer.status.expirationTimestamp).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      });
    }

    for (const info of ['{"apiVersion":"client.authentication.k8s.io/v2"}', 'not JSON', '[]', '{}']) {
      it(`refuses to answer ${info}`, async () => {
        const terminal = at('', { KUBERNETES_EXEC_INFO: info });
        expect(await kubectlCredential(request(), terminal)).to.equal(EXIT.usage);
        expect(terminal.written()).to.equal('');
      });
    }
  });

  describe('git', () => {
    const git = async (operation: string, input: string) => {
      const terminal = at(input);
      const options = { ...request(), host: ['git.acme.example', '127.0.0.1:8443'], username: 'oauth2' };
      return { code: await gitCredential(operation, options, terminal), written: terminal.written() };
    };

    for (const input of [
      'protocol=https\nhost=git.acme.example\n',
      'protocol=https\nhost=git.acme.example\npath=shop.git\nwwwauth[]=Basic realm="x=y"\n\n',
      'protocol=http\nhost=127.0.0.1:8443\n\n',
    ]) {
      it(`answers ${JSON.stringify(input)}`, async () => {
        const { code, written } = await git('get', input);
        expect(code).to.equal(EXIT.done);
        const [, token = '', end] =
          /^username=oauth2\npassword=(\S+)\npassword_expiry_utc=(\d+)\n$/.exec(written) ?? [];
        expect(Number(end)).to.be.closeTo(Number(claimsOf(token).exp), 2);
      });
    }

    for (const input of [
      'protocol=http\nhost=git.acme.example\n',
      'protocol=https\nhost=git.acme.example.evil.example\n',
      'protocol=https\nhost=evil.example\n\nhost=git.acme.example\n',
      'protocol=https\nhost=git.acme.example:444\n',
      'protocol=ssh\nhost=git.acme.example\n',
      'host=git.acme.example\n',
      '',
    ]) {
      it(`leaves ${JSON.stringify(input)} to others`, async () => {
        expect(await git('get', input)).to.deep.equal({ code: EXIT.done, written: '' });
      });
    }

    for (const operation of ['store', 'erase', 'capability']) {
      it(`has nothing to ${operation}`, async () => {
        const input = 'protocol=https\nhost=git.acme.example\n';
        expect(await git(operation, input)).to.deep.equal({ code: EXIT.done, written: '' });
      });
    }
  });

  describe('docker', () => {
    const docker = async (operation: DockerOperation, input = '') => {
      const terminal = at(input);
      const options = {
        ...request(),
        registry: ['registry.acme.example', '127.0.0.1:5000'],
        username: 'oauth2',
      };
      return { code: await dockerCredential(operation, options, terminal), written: terminal.written() };
    };

    for (const server of ['registry.acme.example', 'https://registry.acme.example/v2/', '127.0.0.1:5000']) {
      it(`gets a token for ${server}`, async () => {
        const { code, written } = await docker('get', `${server}\n`);
        expect(code).to.equal(EXIT.done);
        const { Secret, ...rest } = JSON.parse(written);
        expect(rest).to.deep.equal({ ServerURL: server, Username: 'oauth2' });
        expect(claimsOf(Secret)).to.include({ iss: gateway.settings.issuer });
      });
    }

    for (const server of [
      'docker.io',
      'http://registry.acme.example',
      'registry.acme.example.evil.example',
      '',
    ]) {
      it(`has none for ${JSON.stringify(server)}, in Docker's own words`, async () => {
        expect(await docker('get', server)).to.deep.equal({
          code: EXIT.denied,
          written: 'credentials not found in native keychain\n',
        });
      });
    }

    it('lists the registries, refuses to keep a password, and has none to erase', async () => {
      expect(JSON.parse((await docker('list')).written)).to.deep.equal({
        'registry.acme.example': 'oauth2',
        '127.0.0.1:5000': 'oauth2',
      });
      const kept = await docker(
        'store',
        '{"ServerURL":"registry.acme.example","Username":"u","Secret":"canary"}',
      );
      expect(kept.code).to.equal(EXIT.denied);
      expect(kept.written).not.to.contain('canary');
      expect(await docker('erase', 'registry.acme.example')).to.deep.equal({ code: EXIT.done, written: '' });
    });
  });

  describe('aws', () => {
    let sts: SecurityTokenService;

    beforeEach(async () => {
      sts = await startSts();
    });

    afterEach(() => sts.close());

    const aws = async (options: Partial<AwsOptions> = {}, env: Readonly<Record<string, string>> = {}) => {
      const terminal = at('', env);
      const given = { ...request(), roleArn: 'arn:aws:iam::123456789012:role/deploy', ...options };
      return {
        code: await awsCredential(given, terminal),
        written: terminal.written(),
        noted: terminal.noted(),
      };
    };

    it('shows the token at the token service, and writes the keys it gets', async () => {
      const { code, written } = await aws({ stsEndpoint: sts.url, duration: 900 });
      expect(code).to.equal(EXIT.done);
      expect(JSON.parse(written)).to.deep.equal({ Version: 1, ...KEYS });
      const [form] = sts.asked;
      const { txn } = claimsOf(form?.WebIdentityToken ?? '');
      expect(form).to.deep.include({
        Action: 'AssumeRoleWithWebIdentity',
        Version: '2011-06-15',
        RoleArn: 'arn:aws:iam::123456789012:role/deploy',
        RoleSessionName: `cambio-${txn}`,
        DurationSeconds: '900',
      });
    });

    it('finds the token service as the tools of AWS do', async () => {
      expect((await aws({}, { AWS_ENDPOINT_URL_STS: sts.url, AWS_REGION: 'eu-west-1' })).code).to.equal(
        EXIT.done,
      );
    });

    for (const [env, endpoint] of [
      [{}, 'https://sts.amazonaws.com/'],
      [{ AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'us-east-1' }, 'https://sts.eu-west-1.amazonaws.com/'],
      [{ AWS_DEFAULT_REGION: 'cn-north-1' }, 'https://sts.cn-north-1.amazonaws.com.cn/'],
    ] as const) {
      it(`finds ${endpoint} by ${JSON.stringify(env)}`, () => {
        expect(usualEndpoint(env)).to.equal(endpoint);
      });
    }

    it('tells the code of a refusal and nothing else of it', async () => {
      sts.refuse(400, '<Error><Code>InvalidIdentityToken</Code><Message>canary</Message></Error>');
      const { code, written, noted } = await aws({ stsEndpoint: sts.url });
      expect({ code, written }).to.deep.equal({ code: EXIT.denied, written: '' });
      expect(noted).to.contain('InvalidIdentityToken').and.not.contain('canary');
    });

    for (const [status, body, exit] of [
      [200, 'hello', EXIT.unreachable],
      [200, '<AccessKeyId>a b</AccessKeyId>', EXIT.unreachable],
      [503, '', EXIT.unreachable],
      [403, 'no', EXIT.denied],
    ] as const) {
      it(`ends with ${exit} where it answers ${status} ${JSON.stringify(body)}`, async () => {
        sts.refuse(status, body);
        expect(await aws({ stsEndpoint: sts.url })).to.include({ code: exit, written: '' });
      });
    }

    it('sends the token nowhere but to https, or this machine', async () => {
      const ended = await aws({ stsEndpoint: 'http://sts.acme.example' });
      expect(ended).to.include({ code: EXIT.usage, written: '' });
    });
  });

  it('writes nothing but the reason where the job is denied', async () => {
    const terminal = () => terminalUnderTest({ env: gateway.platform.job(ON_A_BRANCH), input: 'r\n' });
    const denied = terminal();
    expect(await kubectlCredential(request(), denied)).to.equal(EXIT.denied);
    expect(denied.written()).to.equal('');
    expect(denied.noted()).to.contain('(claim_mismatch)');
    const docker = terminal();
    const options = { ...request(), registry: ['r'], username: 'oauth2' };
    expect(await dockerCredential('get', options, docker)).to.equal(EXIT.denied);
    expect(docker.written()).to.match(/^cambio: denied: .*\(claim_mismatch\)\n$/);
  });
});
