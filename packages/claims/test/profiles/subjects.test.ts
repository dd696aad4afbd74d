import { expect } from 'chai';
import { PROVIDERS, profileOf, SAMPLES, sampleClaims } from '../../src/index.ts';
import { valueAt } from '../../src/path.ts';

/** Samples whose `sub` can be taken apart: the provider whose form it is, and the claims it holds. */
const TAKEN_APART: Readonly<Record<string, readonly [provider: string, ...claims: string[]]>> = {
  'github-actions': ['github-actions', 'repository_owner_id', 'repository_id', 'environment'],
  gitlab: ['gitlab', 'project_path', 'ref_type', 'ref'],
  'gitlab-fork-merge-request': ['gitlab', 'project_path', 'ref_type', 'ref'],
  'gitlab-self-managed': ['gitlab', 'project_path', 'ref_type', 'ref'],
  kubernetes: ['kubernetes', '/kubernetes.io/namespace', '/kubernetes.io/serviceaccount/name'],
  'kubernetes-aks': ['kubernetes', '/kubernetes.io/namespace', '/kubernetes.io/serviceaccount/name'],
  'kubernetes-default-mount': [
    'kubernetes',
    '/kubernetes.io/namespace',
    '/kubernetes.io/serviceaccount/name',
  ],
  'kubernetes-eks-irsa': ['kubernetes', '/kubernetes.io/namespace', '/kubernetes.io/serviceaccount/name'],
  'kubernetes-eks-pod-identity': [
    'kubernetes',
    '/kubernetes.io/namespace',
    '/kubernetes.io/serviceaccount/name',
  ],
  'kubernetes-gke': ['kubernetes', '/kubernetes.io/namespace', '/kubernetes.io/serviceaccount/name'],
  'terraform-cloud': [
    'terraform-cloud',
    'terraform_organization_name',
    'terraform_project_name',
    'terraform_workspace_name',
    'terraform_run_phase',
  ],
  vercel: ['vercel', 'owner', 'project', 'environment'],
  'vercel-exchanged': ['vercel', 'owner', 'project', 'environment'],
};

describe('forms of sub', () => {
  for (const [sample, [provider, ...claims]] of Object.entries(TAKEN_APART)) {
    it(`say of ${sample} what its claims say`, () => {
      const token = sampleClaims(sample) ?? {};
      expect(partsOf(provider, token.sub)).to.deep.equal(
        Object.fromEntries(claims.map((claim) => [claim, valueAt(token, claim)])),
      );
    });
  }

  for (const provider of PROVIDERS.filter((name) => profileOf(name)?.subjectForms.length !== 0)) {
    it(`of ${provider} fit no other sample`, () => {
      const others = [...SAMPLES].filter(([name]) => TAKEN_APART[name]?.[0] !== provider);
      for (const [name, { sub }] of others) expect(partsOf(provider, sub), name).to.equal(undefined);
    });
  }

  it('do not take an old sub of GitHub for one with ids', () => {
    expect(partsOf('github-actions', 'repo:acme/web:environment:production')).to.deep.equal({
      repository: 'acme/web',
      environment: 'production',
    });
  });

  for (const sub of [
    'repo:acme/web:environment:prod%3Aeu',
    'repo:acme/web:ref:refs/heads/main',
    'repo:acme/web:environment:production\n',
    'x:repo:acme/web:environment:production',
  ]) {
    it(`leave ${JSON.stringify(sub)} of GitHub as it is`, () => {
      expect(partsOf('github-actions', sub)).to.equal(undefined);
    });
  }
});

function partsOf(provider: string, sub: unknown): Record<string, string | undefined> | undefined {
  for (const { pattern, claims } of profileOf(provider)?.subjectForms ?? []) {
    const match = typeof sub === 'string' ? pattern.exec(sub) : null;
    if (match !== null) return Object.fromEntries(claims.map((claim, index) => [claim, match[index + 1]]));
  }
  return undefined;
}
