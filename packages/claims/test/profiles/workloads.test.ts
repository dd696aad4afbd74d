import { expect } from 'chai';
import type { Claims } from '../../src/claims.ts';
import { profileOf } from '../../src/profiles/index.ts';
import { sampleClaims } from '../../src/samples/index.ts';

function workload(provider: string, sample: string, change: Claims = {}) {
  return profileOf(provider)?.workload({ ...sampleClaims(sample), ...change });
}

describe('workloads', () => {
  it('outlive the renaming of a repository', () => {
    const renamed = { repository: 'acme/billing', repository_owner: 'acme-inc', sub: 'repo:acme/billing:x' };
    expect(workload('github-actions', 'github-actions', renamed)?.key).to.equal(
      workload('github-actions', 'github-actions')?.key,
    );
  });

  it('are not forged by an environment that looks like a key', () => {
    const environment = 'x:environment=production';
    expect(workload('github-actions', 'github-actions', { environment })?.key).to.equal(
      'github-actions:repository_id=712345678:environment=x%3Aenvironment%3Dproduction',
    );
  });

  it('are the same for both subjects GitHub writes', () => {
    const legacy = { sub: 'repo:acme/payments-api:environment:production' };
    expect(workload('github-actions', 'github-actions', legacy)?.key).to.equal(
      'github-actions:repository_id=712345678:environment=production',
    );
  });

  it('of an enterprise issuer are not those of github.com', () => {
    const iss = 'https://token.actions.githubusercontent.com/acme-corp';
    expect(workload('github-actions', 'github-actions', { iss })?.key).to.equal(
      'github-actions@token.actions.githubusercontent.com%2Facme-corp:repository_id=712345678:environment=production',
    );
  });

  it('of a fork in a merge request are neither the fork nor the parent', () => {
    const fork = workload('gitlab', 'gitlab-fork-merge-request');
    expect(fork?.key).to.not.equal('gitlab:project_id=61230077');
    expect(fork?.key).to.not.equal('gitlab:project_id=45550123');
    expect(fork?.tenant).to.equal(undefined);
  });

  it('of a fork in the same namespace keep their tenant', () => {
    const inside = { namespace_id: '8801234' };
    expect(workload('gitlab', 'gitlab-fork-merge-request', inside)?.tenant).to.equal('8801234');
  });

  it('fall back to the subject where ids are missing, and say so', () => {
    const token = { iss: 'https://agent.buildkite.com', sub: 'organization:acme:pipeline:shop' };
    expect(profileOf('buildkite')?.workload(token).key).to.equal(
      'buildkite:sub=organization%3Aacme%3Apipeline%3Ashop',
    );
  });

  it('keep the organisation in the key where Buildkite gives no pipeline id', () => {
    const token = { iss: 'https://agent.buildkite.com', sub: 'a', organization_id: 'b' };
    expect(profileOf('buildkite')?.workload(token).key).to.equal('buildkite:organization_id=b:sub=a');
  });

  it('never take an organisation by its name for the tenant', () => {
    const slug = { organization_slug: '0184aa11-22bb-4c33-8d44-ee55ff667788' };
    expect(workload('buildkite', 'buildkite-subject-claim', slug)?.tenant).to.equal(undefined);
  });

  it('are called by their subject where a resource has no last name', () => {
    const change = { xms_mirid: '/subscriptions/', sub: 'subject-1' };
    expect(workload('azure', 'azure', change)?.name).to.equal('subject-1');
  });

  it('do not count empty strings as ids', () => {
    expect(
      workload('cloudflare-access', 'cloudflare-access-service-token', { common_name: '' })?.key,
    ).to.equal('cloudflare-access@acme.cloudflareaccess.com');
  });

  it('are people where Google signed somebody in', () => {
    const person = { azp: '1234.apps.googleusercontent.com', email: 'jdoe@acme.example' };
    expect(workload('google', 'google', person)?.kind).to.equal('person');
  });

  it('are service accounts where a Kubernetes token is bound to no pod', () => {
    const unbound = {
      'kubernetes.io': { namespace: 'payments', serviceaccount: { name: 'deployer', uid: '4f3d' } },
    };
    const account = workload('kubernetes', 'kubernetes', unbound);
    expect(account?.kind).to.equal('service');
    expect(account).to.not.have.property('task');
  });

  it('of SPIFFE need no issuer', () => {
    const token = { sub: 'spiffe://prod.acme.example/a', aud: 'x', exp: 1 };
    expect(profileOf('spiffe')?.workload(token)).to.deep.equal({
      key: 'spiffe:sub=spiffe%3A%2F%2Fprod.acme.example%2Fa',
      kind: 'workload',
      name: 'spiffe://prod.acme.example/a',
      tenant: 'prod.acme.example',
    });
  });

  it('of two Oracle domains differ although issuer and subject are the same', () => {
    expect(workload('oracle', 'oracle', { tenant: 'idcs-other' })?.key).to.not.equal(
      workload('oracle', 'oracle')?.key,
    );
  });

  it('are functions where Oracle or AWS say so', () => {
    const sub = 'ocid1.fnfunc.oc1.eu-frankfurt-1.acme';
    expect(workload('oracle', 'oracle', { sub })?.kind).to.equal('function');
    expect(workload('oracle', 'oracle', { sub: 'ocid1.user.oc1..acme' })?.kind).to.equal('service');
    expect(workload('aws', 'aws-lambda')?.kind).to.equal('function');
  });

  it('are people or services where AWS names neither machine nor function', () => {
    const account = { aws_account: '210987654321' };
    const kindWith = (aws: Claims) => workload('aws', 'aws', { 'https://sts.amazonaws.com/': aws })?.kind;
    expect(kindWith(account)).to.equal('service');
    expect(kindWith({ ...account, identity_store_user_id: 'u-1' })).to.equal('person');
  });
});
