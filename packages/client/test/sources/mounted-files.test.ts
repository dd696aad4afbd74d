import { expect } from 'chai';
import {
  awsWebIdentitySource,
  azureWorkloadIdentitySource,
  kubernetesSource,
  type SourceIo,
  type TokenSource,
} from '../../src/index.ts';
import { AUDIENCE, given, place } from './place.ts';

type Mounted = readonly [
  name: string,
  open: (io: SourceIo) => TokenSource,
  env: SourceIo['env'],
  path: string,
];

const mounted: readonly Mounted[] = [
  ['kubernetes', (io) => kubernetesSource(io), {}, '/var/run/secrets/cambio/token'],
  ['kubernetes', (io) => kubernetesSource(io, '/elsewhere'), {}, '/elsewhere'],
  ['azure-workload-identity', azureWorkloadIdentitySource, { AZURE_FEDERATED_TOKEN_FILE: '/az' }, '/az'],
  ['aws-web-identity', awsWebIdentitySource, { AWS_WEB_IDENTITY_TOKEN_FILE: '/aws' }, '/aws'],
];

for (const [name, open, env, path] of mounted) {
  describe(`${name}, from ${path}`, () => {
    it('reads the file anew for each token, as it is replaced', async () => {
      let reads = 0;
      const readFile = async (asked: string) => {
        expect(asked).to.equal(path);
        return `token-${++reads}\n`;
      };
      const source = open(place({ env, readFile }));
      expect(source.name).to.equal(name);
      expect([await given(source), await given(source)]).to.deep.equal(['token-1', 'token-2']);
    });

    it('says that it is not there', async () => {
      expect(await given(open(place({ env })))).to.match(new RegExp(`^unreadable: ${path} cannot be read`));
    });
  });
}

describe('what is not mounted', () => {
  it('says how to', async () => {
    expect(await given(kubernetesSource(place()))).to.include(
      `serviceAccountToken: { audience: ${AUDIENCE}, path: token }`,
    );
    expect(await given(azureWorkloadIdentitySource(place()))).to.include(
      'azure.workload.identity/use: "true"',
    );
    expect(await given(awsWebIdentitySource(place()))).to.include('eks.amazonaws.com/role-arn');
  });
});
