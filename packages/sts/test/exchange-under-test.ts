import { type Claims, profileOf, type TokenRefusal, type VerifiedToken } from '@cambio/claims';
import {
  type AccessTokenClaims,
  type DecisionId,
  type Digest,
  err,
  ok,
  type Result,
  TokenType,
} from '@cambio/oauth';
import { type CompiledTrust, loadTrust } from '@cambio/policy';
import { createExchange, type Exchange, type Ports, type Presented } from '../src/index.ts';
import { ledgerInMemory } from './ledger-in-memory.ts';

export const NOW = 1_788_220_860;
export const GATEWAY = 'https://sts.acme.example';

export const TRUST = `
kind: Issuer
id: github
provider: github-actions
owner: platform@acme.example
---
kind: Issuer
id: cluster
provider: kubernetes
url: https://kubernetes.acme.example
owner: platform@acme.example
---
kind: Target
id: deployer
audience: https://deployer.acme.example
owner: team-deploy@acme.example
scopes: { 'deploy:read': Read, 'deploy:write': Write }
---
kind: Mapping
id: shop-deploy
owner: team-shop@acme.example
purpose: Deploy the shop from main
issuer: github
target: deployer
match: { repository_id: '712345678', ref: refs/heads/main }
grant:
  scopes: ['deploy:read', 'deploy:write']
  lifetime: 10m
  subject: 'repo/{repository_id}'
  claims: { repository: '{repository}' }
---
kind: Mapping
id: shop-agent
owner: team-shop@acme.example
purpose: The agent reads on behalf of the shop
issuer: github
target: deployer
match: { repository_id: '512345601' }
grant: { scopes: ['deploy:read'], lifetime: 5m }
delegation:
  required: true
  actors: [{ issuer: cluster, match: { sub: 'system:serviceaccount:agents:runner' } }]
`;

/** A token as its verifier would judge it; the text of the token is its name. */
export type Judged = Result<VerifiedToken, TokenRefusal>;

export function verified(
  name: string,
  issuer: string,
  claims: Claims,
  more: Partial<VerifiedToken> = {},
): Judged {
  const profile = profileOf(issuer === 'github' ? 'github-actions' : 'kubernetes');
  if (profile === undefined) throw new Error('the profile is missing');
  return ok({
    identity: { issuer, claims, workload: profile.workload(claims) },
    digest: `digest of ${name}` as Digest,
    replayId: `jti of ${name}`,
    replay: 'once',
    expiresAt: NOW + 300,
    clockSkew: 30,
    ...more,
  });
}

/** The real exchange over ports that keep everything in memory, where a test can look at it or break it. */
export function exchangeUnderTest(tokens: Readonly<Record<string, Judged>>, broken: Partial<Ports> = {}) {
  const minted: AccessTokenClaims[] = [];
  const { records, decisions, issued } = ledgerInMemory();
  const ports = { ...portsInMemory(tokens, minted), decisions, issued, ...broken };
  return { exchange: createExchange(ports, gateway), records, minted };
}

export const gateway = { issuer: GATEWAY, recordedClaims: 'profile' } as const;

/** Trust documents, compiled; fails where they hold an error. */
export function trustOf(text: string): CompiledTrust {
  const { trust, diagnostics } = loadTrust([{ path: 'trust.yaml', text }], {
    issuer: GATEWAY,
    lifetime: 300,
    maxLifetime: 900,
  });
  if (trust === undefined) throw new Error(JSON.stringify(diagnostics));
  return trust;
}

export function portsInMemory(
  tokens: Readonly<Record<string, Judged>>,
  minted: AccessTokenClaims[],
): Omit<Ports, 'decisions' | 'issued'> {
  const trust = trustOf(TRUST);
  const reserved = new Set<string>();
  let decisions = 0;
  return {
    verifier: {
      verify: async (token) => tokens[token] ?? err({ reason: 'invalid_signature', detail: 'unknown' }),
    },
    trust: { current: () => ({ revision: 'r1', trust }) },
    binding: {
      check: async (presented) => ok(presented.kind === 'dpop' ? { jkt: presented.proof } : undefined),
    },
    marks: {
      reserve: async (key) => {
        if (reserved.has(key)) return ok('exists');
        reserved.add(key);
        return ok('reserved');
      },
    },
    minter: {
      mint: async (claims) => {
        minted.push(claims);
        return ok(`signed ${claims.jti}`);
      },
    },
    clock: { now: () => NOW * 1000 + 250 },
    ids: {
      decision: () => `decision-${++decisions}` as DecisionId,
      jti: () => `jti-${decisions}`,
      revocation: () => `revocation-${decisions}`,
    },
  };
}

const BASELINE = {
  subject_token: 'subject',
  subject_token_type: TokenType.jwt,
  audience: 'https://deployer.acme.example',
};

/** The baseline request with parameters changed; `undefined` leaves one out, a list repeats it. */
export function ask(
  exchange: Exchange,
  changed: Readonly<Record<string, string | readonly string[] | undefined>> = {},
  presented: Presented = { kind: 'none' },
  client?: string,
) {
  const parameters = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries({ ...BASELINE, ...changed })) {
    if (value !== undefined) parameters.set(name, typeof value === 'string' ? [value] : value);
  }
  return exchange(parameters, { presented, ip: '192.0.2.7', ...(client !== undefined && { client }) });
}
