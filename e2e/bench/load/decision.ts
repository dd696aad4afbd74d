import { hash, randomInt, randomUUID } from 'node:crypto';
import type { DecisionId, Digest } from '@cambio/oauth';
import type { DecisionRecord, IssuedToken } from '@cambio/sts';
import { uuidAt } from '@cambio/testkit';

/** Places of one millisecond: more than fit, of which hardly two are alike. */
const MOST = 2 ** 47;

const CLAIMS = {
  repository_id: '712345678',
  repository: 'acme/shop',
  repository_owner_id: '1234',
  ref: 'refs/heads/main',
  environment: 'production',
  run_id: '15000000000',
  run_attempt: '1',
  workflow_ref: 'acme/shop/.github/workflows/deploy.yml@refs/heads/main',
  event_name: 'push',
  runner_environment: 'github-hosted',
  actor_id: '9919',
};

const WORKLOAD = {
  key: 'github-actions:repository_id=712345678',
  kind: 'job',
  name: 'acme/shop',
  tenant: 'acme',
  task: 'github-actions:run_id=15000000000:run_attempt=1',
  source: { repository: 'acme/shop', ref: 'refs/heads/main', commit: 'b2f7c1d9' },
} as const;

/** What an exchange of a GitHub job's token leaves to be recorded, no two alike. `at` in milliseconds since the epoch. */
export function decisionOfJob(at: number): { readonly record: DecisionRecord; readonly token: IssuedToken } {
  const id = uuidAt(at, randomInt(MOST)) as DecisionId;
  const jti = `${id}-${randomUUID()}`;
  const digest = hash('sha256', jti) as Digest;
  const place = { target: 'deployer', mapping: 'github-deployer' };
  const audience = 'https://deployer.acme.example';
  const asked = { audience, binding: 'none', ip: '192.0.2.7' } as const;
  const issued = { jti, audience, scopes: ['deploy'], expiresAt: Math.floor(at / 1000) + 300 };
  const { key: workload, name, task } = WORKLOAD;
  return {
    record: {
      ...{ id, at, revision: 'r12', outcome: 'allow', asked, ...place },
      subject: { issuer: 'github', workload, name, task, claims: CLAIMS, tokenDigest: digest },
      issued: { ...issued, subject: 'acme/shop', digest },
    },
    token: {
      ...{ ...issued, decision: id, at, asked, ...place, sub: 'acme/shop', madeFrom: [] },
      subject: {
        issuer: 'github',
        issuerUrl: 'https://token.actions.githubusercontent.com',
        claims: CLAIMS,
        workload: WORKLOAD,
      },
    },
  };
}
