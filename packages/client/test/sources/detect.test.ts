import { expect } from 'chai';
import {
  detectSource,
  edgeIo,
  isSourceName,
  openSource,
  SOURCE_NAMES,
  type SourceIo,
  type SourceName,
} from '../../src/index.ts';

/** A place with these variables and files, and no network. */
function placeWith(env: SourceIo['env'], files: Readonly<Record<string, string>> = {}): SourceIo {
  const readFile = async (path: string) => files[path] ?? Promise.reject(new Error('ENOENT'));
  return { ...edgeIo({ env, fetch: () => expect.fail('nobody may be asked') }), readFile };
}

const DMI = '/sys/class/dmi/id';

const cases: readonly (readonly [
  Readonly<Record<string, string>>,
  Readonly<Record<string, string>>,
  SourceName | undefined,
])[] = [
  [{}, {}, undefined],
  [{ GITHUB_ACTIONS: 'false', PATH: '/bin' }, { [`${DMI}/sys_vendor`]: 'QEMU\n' }, undefined],
  [{ KUBERNETES_SERVICE_HOST: '10.0.0.1' }, {}, undefined],
  [{ CAMBIO_SUBJECT_TOKEN: 'a.b.c' }, {}, 'environment-variable'],
  [{ CAMBIO_SUBJECT_TOKEN_FILE: '/token' }, {}, 'file'],
  [{ CAMBIO_SUBJECT_TOKEN_COMMAND: '["x"]' }, {}, 'command'],
  [{ GITHUB_ACTIONS: 'true' }, {}, 'github-actions'],
  [{ ACTIONS_ID_TOKEN_REQUEST_URL: 'https://x.example' }, {}, 'github-actions'],
  [{ GITHUB_ACTIONS: 'true', CAMBIO_SUBJECT_TOKEN_FILE: '/token' }, {}, 'file'],
  [{ CAMBIO_SUBJECT_TOKEN: 'a.b.c', CAMBIO_SUBJECT_TOKEN_FILE: '/token' }, {}, 'environment-variable'],
  [{ GITLAB_CI: 'true' }, { '/var/run/secrets/cambio/token': 'a.b.c' }, 'gitlab'],
  [{ CIRCLECI: 'true' }, {}, 'circleci'],
  [{ BUILDKITE: 'true' }, {}, 'buildkite'],
  [{ BITBUCKET_BUILD_NUMBER: '1' }, {}, 'bitbucket'],
  [
    { TF_BUILD: 'True' },
    { [`${DMI}/chassis_asset_tag`]: '7783-7084-3265-9085-8269-3286-77' },
    'azure-devops',
  ],
  [{ TFC_RUN_ID: 'run-1' }, {}, 'terraform-cloud'],
  [{ TFC_WORKLOAD_IDENTITY_TOKEN_DEPLOYER: 'a.b.c' }, {}, 'terraform-cloud'],
  [{ SPIFFE_ENDPOINT_SOCKET: 'unix:///x' }, {}, 'spiffe'],
  [{ AWS_WEB_IDENTITY_TOKEN_FILE: '/x' }, { '/var/run/secrets/cambio/token': 'a.b.c' }, 'kubernetes'],
  [{ AZURE_FEDERATED_TOKEN_FILE: '/x' }, {}, 'azure-workload-identity'],
  [{ AWS_WEB_IDENTITY_TOKEN_FILE: '/x' }, { [`${DMI}/sys_vendor`]: 'Amazon EC2' }, 'aws-web-identity'],
  [{ AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' }, {}, 'aws-sts'],
  [{}, { [`${DMI}/sys_vendor`]: 'Amazon EC2\n' }, 'aws-sts'],
  [{ K_SERVICE: 'shop' }, {}, 'google'],
  [{ IDENTITY_ENDPOINT: 'http://127.0.0.1/', IDENTITY_HEADER: 'x' }, {}, 'azure-managed-identity'],
  [{ IDENTITY_ENDPOINT: 'http://127.0.0.1/' }, {}, undefined],
  [{}, { [`${DMI}/bios_vendor`]: 'Google\n' }, 'google'],
  [{}, { [`${DMI}/chassis_asset_tag`]: '7783-7084-3265-9085-8269-3286-77\n' }, 'azure-managed-identity'],
];

describe('detectSource', () => {
  for (const [env, files, name] of cases) {
    it(`finds ${name ?? 'nothing'} with ${JSON.stringify({ ...env, ...files })}`, async () => {
      const found = await detectSource(placeWith(env, files));
      expect(found.ok ? found.value.name : undefined).to.equal(name);
    });
  }

  it('lists what it looked for, and by what, where there is nothing', async () => {
    const found = await detectSource(placeWith({}));
    if (found.ok) expect.fail('there is nothing');
    expect(found.error.looked.map(({ source }) => source)).to.deep.equal([...SOURCE_NAMES]);
    expect(found.error.looked).to.deep.include({ source: 'spiffe', where: 'SPIFFE_ENDPOINT_SOCKET' });
    for (const { where } of found.error.looked) expect(where).to.match(/\S/);
  });

  it('opens what it found', async () => {
    const place = placeWith({ CAMBIO_SUBJECT_TOKEN_FILE: '/token' }, { '/token': 'from.the.file' });
    const found = await detectSource(place);
    if (!found.ok) expect.fail('there is a file');
    expect(await found.value.token('a')).to.have.nested.property('value.token', 'from.the.file');
  });
});

describe('openSource', () => {
  for (const name of SOURCE_NAMES) {
    it(`opens ${name} where it is not, which then says what is missing and repeats nothing`, async () => {
      const place = { ...placeWith({ OTHER: 'canary' }), fetch: () => Promise.reject(new Error('canary')) };
      const source = openSource(name, place);
      expect(source.name).to.equal(name);
      const given = await source.token('https://tokens.example');
      if (given.ok) expect.fail('there is no token here');
      expect(given.error.source).to.equal(name);
      expect(given.error.detail).to.match(/\S/).and.not.include('canary');
    });
  }

  it('knows its names', () => {
    expect(['gitlab', 'GitLab', 'toString', ''].map(isSourceName)).to.deep.equal([true, false, false, false]);
  });
});
