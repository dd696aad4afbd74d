import { expect } from 'chai';
import { PROVIDERS, profileOf } from '../../src/profiles/index.ts';

/** Audiences that say which platform or tenant a token is of, and not for whom. */
const REFUSED: Readonly<Record<string, readonly string[]>> = {
  'github-actions': ['https://github.com/acme', 'https://acme.ghe.com/acme', 'sigstore', 'sts.amazonaws.com'],
  gitlab: ['https://gitlab.com', 'sigstore'],
  circleci: ['4f0c1d2e-7a6b-4c5d-9e8f-1a2b3c4d5e6f'],
  buildkite: ['https://buildkite.com/acme'],
  bitbucket: ['ari:cloud:bitbucket::workspace/0a1b2c3d-4e5f-4061-8273-948596a7b8c9'],
  codefresh: ['https://g.codefresh.io'],
  google: [
    '32555940559.apps.googleusercontent.com',
    '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q',
    'https://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q',
  ],
  kubernetes: [
    'sts.amazonaws.com',
    'pods.eks.amazonaws.com',
    'api://AzureADTokenExchange',
    'https://kubernetes.default.svc.cluster.local',
    'https://kubernetes.default.svc',
    'https://container.googleapis.com/v1/projects/acme-prod/locations/europe-west1/clusters/edge',
    'acme-prod.svc.id.goog',
    'https://oidc.eks.eu-west-1.amazonaws.com/id/A1B2C3D4E5F60718293A4B5C6D7E8F90',
    'https://westeurope.oic.prod-aks.azure.com/1f2e3d4c-5b6a-4798-8a9b-0c1d2e3f4a5b/e1f20a3b-4c5d-4e6f-8a7b-9c0d1e2f3a30/',
    'https://acme-dns-1a2b.hcp.westeurope.azmk8s.io:443',
  ],
  azure: [
    'https://management.azure.com/',
    'https://management.core.windows.net//',
    'https://vault.azure.net',
    'https://acme.vault.azure.net',
    'https://graph.microsoft.com',
    '00000003-0000-0000-c000-000000000000',
    'api://AzureADTokenExchange',
  ],
  vercel: ['https://vercel.com/acme'],
  flyio: ['https://fly.io/acme'],
  keycloak: ['account', 'broker', 'realm-management'],
  okta: ['api://default', 'https://acme.okta.com'],
  entra: ['https://graph.microsoft.com', '00000003-0000-0000-c000-000000000000'],
  oidc: ['sigstore', 'aws.workload.identity'],
};

/** Audiences that cannot be chosen on these platforms: refusing them would refuse the platform. */
const FIXED: Readonly<Record<string, readonly string[]>> = {
  'azure-devops': ['api://AzureADTokenExchange'],
  spacelift: ['acme.app.spacelift.io'],
  semaphore: ['https://acme.semaphoreci.com'],
  oracle: ['https://idcs-0a1b2c3d4e5f60718293a4b5c6d7e8f9.identity.oraclecloud.com'],
  'cloudflare-access': ['1f0e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0'],
};

const isRefused = (provider: string, audience: string) =>
  profileOf(provider)?.platformAudiences.some((pattern) => pattern.test(audience));

describe('audiences of platforms', () => {
  for (const [provider, audiences] of Object.entries(REFUSED)) {
    for (const audience of audiences) {
      it(`${provider} refuses ${audience}`, () => {
        expect(isRefused(provider, audience)).to.equal(true);
      });
    }
  }

  for (const [provider, audiences] of Object.entries(FIXED)) {
    for (const audience of audiences) {
      it(`${provider} lets ${audience} be`, () => {
        expect(isRefused(provider, audience)).to.equal(false);
      });
    }
  }

  for (const audience of [
    'https://sts.acme.example',
    'https://sts.acme.example/tenant',
    'api://acme-sts',
    'acme-sts',
  ]) {
    it(`no provider refuses ${audience}`, () => {
      expect(PROVIDERS.filter((provider) => isRefused(provider, audience))).to.deep.equal([]);
    });
  }
});
