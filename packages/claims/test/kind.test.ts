import { expect } from 'chai';
import type { Claims } from '../src/claims.ts';
import { kindProblem } from '../src/kind.ts';
import { profileOf } from '../src/profiles/index.ts';
import { sampleClaims } from '../src/samples/index.ts';

/** A sample with members changed; `undefined` takes one away. */
function changed(sample: string, change: Record<string, Claims[string] | undefined>): Claims {
  const entries = Object.entries({ ...sampleClaims(sample), ...change });
  return Object.fromEntries(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function problemOf(provider: string, claims: Claims) {
  const profile = profileOf(provider);
  return profile && kindProblem(profile, claims);
}

describe('kindProblem', () => {
  const tokens: readonly [string, string, Claims, object | undefined][] = [
    ['a job of GitHub', 'github-actions', changed('github-actions', {}), undefined],
    [
      'a GitHub token without a repository',
      'github-actions',
      changed('github-actions', { repository_id: undefined }),
      { reason: 'missing_claim', claim: 'repository_id' },
    ],
    [
      'a required claim that is null',
      'github-actions',
      changed('github-actions', { repository_id: null }),
      { reason: 'missing_claim', claim: 'repository_id' },
    ],
    [
      'a sign-in token of gitlab.com for a person',
      'gitlab',
      { iss: 'https://gitlab.com', sub: '1290034', sub_legacy: 'f00', aud: 'app', nickname: 'jdoe' },
      { reason: 'missing_claim', claim: 'project_id' },
    ],
    [
      'a GitLab token whose subject is a user id',
      'gitlab',
      changed('gitlab', { sub: '1290034' }),
      { reason: 'other_kind', claim: 'sub' },
    ],
    [
      "CircleCI's audit-log stream",
      'circleci',
      {
        iss: 'https://oidc.circleci.com/org/4f0c1d2e-7a6b-4c5d-9e8f-1a2b3c4d5e6f',
        sub: 'org/4f0c1d2e-7a6b-4c5d-9e8f-1a2b3c4d5e6f/file-streaming/audit-logs',
      },
      { reason: 'missing_claim', claim: 'oidc.circleci.com/org-id' },
    ],
    [
      'another token of the Entra tenant under an Azure DevOps issuer',
      'azure-devops',
      changed('azure-devops-entra-issued', { sub: 'b0c1d2e3-f4a5-4b6c-8d7e-9f0a1b2c3d26' }),
      { reason: 'other_kind', claim: 'sub' },
    ],
    [
      'a Kubernetes token of the old kind',
      'kubernetes',
      {
        iss: 'kubernetes/serviceaccount',
        sub: 'system:serviceaccount:payments:deployer',
        'kubernetes.io/serviceaccount/namespace': 'payments',
        'kubernetes.io/serviceaccount/service-account.uid': '4f3db20b-5e7f-4081-9293-a4b5c6d7e822',
      },
      { reason: 'missing_claim', claim: '/kubernetes.io/namespace' },
    ],
    [
      'a person of Entra under a managed-identity issuer',
      'azure',
      changed('entra', {}),
      { reason: 'other_kind', claim: 'idtyp' },
    ],
    [
      'a managed identity under an Entra issuer for people',
      'entra',
      changed('azure-v2', {}),
      { reason: 'missing_claim', claim: 'scp' },
    ],
    [
      'an application that has a scope under an Entra issuer for people',
      'entra',
      changed('entra', { idtyp: 'app' }),
      { reason: 'other_kind', claim: 'idtyp' },
    ],
    [
      'a Keycloak identity token',
      'keycloak',
      changed('keycloak', { typ: 'ID' }),
      { reason: 'other_kind', claim: 'typ' },
    ],
    [
      'a Keycloak refresh token',
      'keycloak',
      changed('keycloak', { typ: 'Refresh' }),
      { reason: 'other_kind', claim: 'typ' },
    ],
    [
      'a Keycloak token without a subject',
      'keycloak',
      changed('keycloak', { sub: undefined }),
      { reason: 'unidentified' },
    ],
    [
      'a token bound to a key that nobody has shown',
      'keycloak',
      changed('keycloak', { cnf: { jkt: '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I' } }),
      { reason: 'refused_claim', claim: 'cnf' },
    ],
    [
      'an Okta identity token',
      'okta',
      changed('okta', { cid: undefined }),
      { reason: 'missing_claim', claim: 'cid' },
    ],
    [
      "a session token of Cloudflare's team domain",
      'cloudflare-access',
      changed('cloudflare-access', { type: 'org' }),
      { reason: 'other_kind', claim: 'type' },
    ],
    [
      'a Cloudflare token that names nobody',
      'cloudflare-access',
      changed('cloudflare-access-service-token', { common_name: undefined }),
      { reason: 'unidentified' },
    ],
    [
      'an Oracle token that is no access token',
      'oracle',
      changed('oracle', { tok_type: 'IT' }),
      { reason: 'other_kind', claim: 'tok_type' },
    ],
    ['a WIT-SVID', 'spiffe', changed('spiffe-wit', {}), { reason: 'refused_claim', claim: 'cnf' }],
    [
      'a bound token of this gateway, whose key is checked elsewhere',
      'self',
      changed('self', { cnf: { jkt: '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I' } }),
      undefined,
    ],
    [
      'a token without a subject',
      'oidc',
      { iss: 'https://a.example' },
      { reason: 'missing_claim', claim: 'sub' },
    ],
    [
      'a token with an empty subject',
      'oidc',
      { iss: 'https://a.example', sub: '' },
      { reason: 'unidentified' },
    ],
  ];

  for (const [title, provider, claims, problem] of tokens) {
    it(`${problem === undefined ? 'admits' : 'refuses'} ${title}`, () => {
      expect(problemOf(provider, claims)).to.deep.equal(problem);
    });
  }

  for (const sub of [
    'spiffe://prod.acme.example',
    'spiffe://prod.acme.example/',
    'spiffe://Prod.acme.example/a',
    'spiffe://user@prod.acme.example/a',
    'spiffe://prod.acme.example:443/a',
    'spiffe://prod.acme.example/a//b',
    'spiffe://prod.acme.example/a/../b',
    'spiffe://prod.acme.example/.',
    'spiffe://prod.acme.example/a%2Fb',
    'spiffe://prod.acme.example/a?b',
    'spiffe:///a',
    'https://prod.acme.example/a',
    `spiffe://prod.acme.example/${'a'.repeat(2048)}`,
  ]) {
    it(`refuses the SPIFFE ID ${sub.slice(0, 60)}`, () => {
      expect(problemOf('spiffe', changed('spiffe', { sub }))).to.deep.equal({
        reason: 'other_kind',
        claim: 'sub',
      });
    });
  }
});
