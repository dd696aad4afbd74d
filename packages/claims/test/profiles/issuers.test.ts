import { expect } from 'chai';
import { profileOf } from '../../src/profiles/index.ts';

const TENANT = '1f2e3d4c-5b6a-4798-8a9b-0c1d2e3f4a5b';
const PERSONAL = '9188040d-6c67-4c5b-b112-36a304b66dad';

/** Issuers by provider: shared by strangers, private to one tenant, or never of this provider. */
const ISSUERS: Readonly<
  Record<string, { shared?: readonly string[]; own?: readonly string[]; foreign?: readonly string[] }>
> = {
  'github-actions': {
    shared: ['https://token.actions.githubusercontent.com'],
    own: [
      'https://token.actions.githubusercontent.com/acme-corp',
      'https://token.actions.acme.ghe.com',
      'https://token.actions.acme.ghe.com/acme',
      'https://github.acme.example/_services/token',
    ],
    foreign: [
      'https://token.actions.githubusercontent.com/',
      'https://token.actions.githubusercontent.com.evil.example',
      'https://token.actions.evil.example/acme.ghe.com',
      'https://token-actions.acme.ghe.com',
      'https://evil.example/x/_services/token',
      'http://github.acme.example/_services/token',
    ],
  },
  gitlab: {
    shared: ['https://gitlab.com'],
    own: ['https://gitlab.acme.example/git', 'https://gitlab.acme.example:8443'],
  },
  circleci: {
    shared: ['https://oidc.circleci.com'],
    own: ['https://oidc.circleci.com/org/4f0c1d2e-7a6b-4c5d-9e8f-1a2b3c4d5e6f'],
    foreign: ['https://oidc.circleci.com/org/', 'https://oidc.circleci.com/org/acme'],
  },
  buildkite: { shared: ['https://agent.buildkite.com'], foreign: ['https://agent.buildkite.com/acme'] },
  bitbucket: {
    own: ['https://api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc'],
    foreign: ['https://api.bitbucket.org/2.0/workspaces/a/b/pipelines-config/identity/oidc'],
  },
  'azure-devops': {
    own: [`https://vstoken.dev.azure.com/${TENANT}`, `https://login.microsoftonline.com/${TENANT}/v2.0`],
    foreign: [`https://sts.windows.net/${TENANT}/`, 'https://vstoken.dev.azure.com/acme'],
  },
  'terraform-cloud': {
    shared: ['https://app.terraform.io', 'https://app.eu.terraform.io'],
    own: ['https://tfe.acme.example'],
  },
  codefresh: { shared: ['https://oidc.codefresh.io'], foreign: ['https://codefresh.acme.example'] },
  google: {
    shared: ['https://accounts.google.com', 'accounts.google.com'],
    foreign: ['https://accounts.google.com/', 'https://container.googleapis.com/v1/projects/a'],
  },
  kubernetes: { own: ['https://kubernetes.default.svc.cluster.local', 'https://k8s.acme.example:6443'] },
  aws: {
    own: ['https://7b1e3d5f-9a0c-4e2d-8f6b-4c3a2d1e0f23.tokens.sts.global.api.aws'],
    foreign: ['https://sts.amazonaws.com', 'https://a.b.tokens.sts.global.api.aws'],
  },
  azure: {
    own: [
      `https://sts.windows.net/${TENANT}/`,
      `https://login.microsoftonline.com/${TENANT}/v2.0`,
      `https://login.microsoftonline.us/${TENANT}/v2.0`,
      `https://login.partner.microsoftonline.cn/${TENANT}/v2.0`,
    ],
    foreign: [
      'https://login.microsoftonline.com/common/v2.0',
      'https://login.microsoftonline.com/{tenantid}/v2.0',
      `https://sts.windows.net/${TENANT}`,
    ],
  },
  entra: {
    shared: [`https://login.microsoftonline.com/${PERSONAL}/v2.0`],
    own: [`https://login.microsoftonline.com/${TENANT}/v2.0`],
    foreign: ['https://login.microsoftonline.com/organizations/v2.0'],
  },
  oracle: { shared: ['https://identity.oraclecloud.com/'], foreign: ['https://identity.oraclecloud.com'] },
  vercel: { shared: ['https://oidc.vercel.com'], own: ['https://oidc.vercel.com/acme'] },
  flyio: { own: ['https://oidc.fly.io/acme'], foreign: ['https://oidc.fly.io/', 'https://oidc.fly.io'] },
  vault: {
    own: [
      'https://vault.acme.example:8200/v1/identity/oidc',
      'https://vault.acme.example/v1/team/identity/oidc',
    ],
    foreign: ['https://vault.acme.example/v1/identity/oidc/provider/default'],
  },
  keycloak: {
    own: ['https://sso.acme.example/realms/acme', 'https://sso.acme.example/auth/realms/acme'],
    foreign: ['https://sso.acme.example/realms/', 'https://sso.acme.example/realms/acme/protocol'],
  },
  okta: {
    own: ['https://acme.okta.com/oauth2/default', 'https://login.acme.example/oauth2/aus1acme'],
    foreign: ['https://acme.okta.com'],
  },
  'cloudflare-access': {
    own: ['https://acme.cloudflareaccess.com'],
    foreign: ['https://cloudflareaccess.com', 'https://a.b.cloudflareaccess.com'],
  },
  oidc: {
    shared: [
      'https://token.actions.githubusercontent.com',
      'https://gitlab.com',
      'https://accounts.google.com',
      'https://oidc.buddyusercontent.com',
      'https://oauth2.sigstore.dev/auth',
      'https://api.pulumi.com/oidc',
    ],
    own: ['https://issuer.acme.example'],
  },
};

for (const [provider, { shared = [], own = [], foreign = [] }] of Object.entries(ISSUERS)) {
  describe(`issuers of ${provider}`, () => {
    const profile = profileOf(provider);
    const belongs = (issuer: string) => profile?.issuerPattern?.test(issuer) ?? true;

    for (const issuer of shared) {
      it(`${issuer} is shared by strangers`, () => {
        expect([belongs(issuer), profile?.isShared(issuer)]).to.deep.equal([true, true]);
      });
    }

    for (const issuer of own) {
      it(`${issuer} is one tenant's own`, () => {
        expect([belongs(issuer), profile?.isShared(issuer)]).to.deep.equal([true, false]);
      });
    }

    for (const issuer of foreign) {
      it(`${issuer} is none of its issuers`, () => {
        expect(belongs(issuer)).to.equal(false);
      });
    }
  });
}
