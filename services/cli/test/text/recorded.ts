import type { StoredDecision } from '@cambio/ledger';
import type { ReadableExplanation } from '../../src/text/explanation.ts';

/** A denial with two candidates, the nearest first, one left out, and a remedy. */
export const EXPLANATION: ReadableExplanation = {
  decision: { outcome: 'deny', reason: 'claim_mismatch', target: 'deployer', mapping: 'shop-deploy-prod' },
  candidates: [
    {
      mapping: 'shop-deploy-prod',
      effect: 'allow',
      reason: 'claim_mismatch',
      selected: false,
      conditions: [
        { kind: 'match', what: 'repository_id', expected: 'equals "123456"', found: '123456', held: true },
        {
          kind: 'match',
          what: 'ref',
          expected: 'equals "refs/heads/main"',
          found: 'refs/heads/x',
          held: false,
        },
        { kind: 'match', what: 'environment', expected: 'equals "production"', held: false },
        { kind: 'when', what: 'claims.a == 1\n  && true', expected: 'is true', found: false, held: false },
        { kind: 'scope', what: 'deploy:read', expected: 'is granted by the mapping', held: false },
      ],
    },
    {
      mapping: 'nobody-on-friday',
      effect: 'deny',
      reason: 'condition_false',
      selected: false,
      conditions: [],
    },
  ],
  omitted: 1,
  remedy: 'Start the job from main.',
};

export const DENIED: StoredDecision = {
  id: 'd1',
  at: 1_788_220_800_000,
  revision: 'r7',
  outcome: 'deny',
  reason: 'claim_mismatch',
  subject: {
    issuer: 'github',
    workload: 'github-actions:repository_id=123456',
    name: 'acme/shop',
    claims: {},
    tokenDigest: 'aa',
  },
  asked: { audience: 'deployer', scopes: ['deploy:read'], binding: 'none' },
  explanation: EXPLANATION,
};

export const ALLOWED: StoredDecision = {
  id: 'd2',
  at: 1_788_220_800_000,
  revision: 'r7',
  outcome: 'allow',
  subject: DENIED.subject,
  actor: { ...DENIED.subject, workload: 'cluster:pod', name: 'runner' },
  asked: { binding: 'none' },
  target: 'deployer',
  mapping: 'shop-deploy-prod',
  issued: {
    jti: 'j1',
    subject: 'repo/123456',
    audience: 'https://deployer.acme.example',
    scopes: ['deploy:read', 'deploy:write'],
    expiresAt: 1_788_221_400,
    digest: 'bb',
  },
};
