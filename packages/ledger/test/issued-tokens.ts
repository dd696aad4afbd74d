import type { Digest } from '@cambio/oauth';
import type { DecisionRecord, IssuedToken, Revocation, RevocationSelector } from '@cambio/sts';
import { allowed, decisionId, jti, NOW } from './decisions.ts';

/** A token with every member it can have, issued by `allowed(number)`. */
export function issuedToken(number: number, changes: Partial<IssuedToken> = {}): IssuedToken {
  return {
    jti: jti(number),
    decision: decisionId(number),
    at: NOW + number,
    expiresAt: NOW / 1000 + 300,
    mapping: 'shop-deploy-prod',
    target: 'deployer',
    audience: 'https://deployer.example',
    sub: 'repo/123456',
    scopes: ['deploy:read'],
    subject: {
      issuer: 'github',
      issuerUrl: 'https://token.actions.githubusercontent.com',
      claims: { repository_id: '123456', nested: { list: [1, 'two', null, true] }, name: 'shöp \u0000 "x"' },
      workload: {
        key: 'github-actions:repository_id=123456:environment=production',
        kind: 'job',
        name: 'acme/shop (production)',
        tenant: 'acme',
        task: 'github-actions:run_id=1:run_attempt=1',
        source: { repository: 'acme/shop', ref: 'refs/heads/main', commit: 'abc' },
      },
    },
    actor: {
      issuer: 'cluster',
      issuerUrl: 'https://kubernetes.example',
      claims: {},
      workload: {
        key: 'kubernetes@cluster:uid=7',
        kind: 'pod',
        name: 'agent',
        task: 'kubernetes@cluster:pod=9',
      },
    },
    asked: {
      audience: 'https://deployer.example',
      scopes: ['deploy:read'],
      binding: 'dpop',
      client: 'order-service',
      ip: '192.0.2.7',
    },
    madeFrom: [],
    ...changes,
  };
}

/** The record of the decision that issued a token, with all its claims or none of them. */
export function recordOf(token: IssuedToken, keep: 'all' | 'none' = 'all'): DecisionRecord {
  const { decision, at, mapping, target, asked, subject, actor, sub, audience, scopes, expiresAt } = token;
  const { actor: _, ...record } = allowed(0);
  const recorded = ({ issuer, claims, workload: { key, name, task } }: IssuedToken['subject']) => ({
    ...record.subject,
    issuer,
    workload: key,
    name,
    ...(task !== undefined && { task }),
    claims: keep === 'all' ? claims : {},
  });
  return {
    ...record,
    id: decision as DecisionRecord['id'],
    at,
    mapping,
    target,
    asked,
    subject: recorded(subject),
    ...(actor && { actor: recorded(actor) }),
    issued: { jti: token.jti, subject: sub, audience, scopes, expiresAt, digest: 'c'.repeat(64) as Digest },
  };
}

/** A revocation made `later` milliseconds after `issuedToken(0)`. */
export function revocation(selector: RevocationSelector, later = 10): Revocation {
  const id = `rev_${JSON.stringify(selector)}_${later}`;
  return { id, at: NOW + later, selector, author: 'ann', reason: 'leaked' };
}
