import type { DecisionId, Digest } from '@cambio/oauth';
import type { DecisionRecord } from '@cambio/sts';
import { uuidAt } from '@cambio/testkit';

export const NOW = 1_800_000_000_000;

/** A decision to allow, with every member it can have; `number` makes it later than those with a lower one. */
export function allowed(number: number, changes: Partial<DecisionRecord> = {}): DecisionRecord {
  return {
    id: decisionId(number),
    at: NOW + number,
    revision: 'r12',
    outcome: 'allow',
    subject: {
      issuer: 'github',
      workload: 'github-actions:repository_id=123456:environment=production',
      name: 'acme/shop (production)',
      task: 'github-actions:run_id=1:run_attempt=1',
      claims: { repository_id: '123456', nested: { list: [1, 'two', null, true] }, name: 'shöp \u0000 "x"' },
      tokenDigest: digest('a'),
    },
    actor: {
      issuer: 'cluster',
      workload: 'kubernetes@cluster:uid=7',
      name: 'agent',
      task: 'kubernetes@cluster:pod=9',
      claims: {},
      tokenDigest: digest('b'),
    },
    asked: {
      audience: 'https://deployer.example',
      scopes: ['deploy:read'],
      binding: 'dpop',
      client: 'order-service',
      ip: '192.0.2.7',
    },
    target: 'deployer',
    mapping: 'shop-deploy-prod',
    issued: {
      jti: jti(number),
      subject: 'repo/123456',
      audience: 'https://deployer.example',
      scopes: ['deploy:read'],
      expiresAt: NOW / 1000 + 300,
      confirmation: { jkt: 'thumbprint' },
      digest: digest('c'),
    },
    ...changes,
  };
}

/** A decision to deny, explained. */
export function denied(number: number, changes: Partial<DecisionRecord> = {}): DecisionRecord {
  const { issued, actor, ...record } = allowed(number);
  return {
    ...record,
    outcome: 'deny',
    reason: 'claim_mismatch',
    explanation: {
      decision: { outcome: 'deny', reason: 'claim_mismatch', mapping: 'shop-deploy-prod' },
      before: [{ kind: 'issuer', what: 'claims.a', expected: 'is true', found: false, held: false }],
      candidates: [
        {
          mapping: 'shop-deploy-prod',
          effect: 'allow',
          reason: 'claim_mismatch',
          selected: false,
          conditions: [{ kind: 'match', what: 'ref', expected: 'equals "main"', found: 'x', held: false }],
        },
      ],
      omitted: 0,
      remedy: 'ref',
    },
    ...changes,
  };
}

/** A UUID of version 7, of the time of `allowed(number)`. */
export function decisionId(number: number): DecisionId {
  return uuidAt(NOW + number) as DecisionId;
}

/** The `jti` of a token that was issued by `allowed(number)`. */
export function jti(number: number): string {
  return `${decisionId(number)}-1234567890abcdef1234`;
}

function digest(letter: string): Digest {
  return letter.repeat(64) as Digest;
}
