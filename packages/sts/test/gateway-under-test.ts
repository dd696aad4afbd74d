import { type Claims, profileOf, sampleClaims } from '@cambio/claims';
import { type AccessTokenClaims, accessTokenPayload, type Digest, err, ok } from '@cambio/oauth';
import {
  createBearerAuthentication,
  createExchange,
  createIntrospect,
  createRevokeBySelector,
  createRevokeToken,
  type Presented,
  type Verifier,
} from '../src/index.ts';
import {
  ask,
  gateway,
  type Judged,
  NOW,
  portsInMemory,
  TRUST,
  trustOf,
  verified,
} from './exchange-under-test.ts';
import { ledgerInMemory } from './ledger-in-memory.ts';

export const DEPLOYER = 'https://deployer.acme.example';
export const ARCHIVE = 'https://archive.acme.example';

/** The trust of the exchange's tests, and what may be made from a token of this gateway. */
const TRUST_WITH_SELF = `${TRUST}
---
kind: Target
id: archive
audience: ${ARCHIVE}
owner: team-archive@acme.example
scopes: { 'deploy:read': Read }
---
kind: Mapping
id: deployer-archives
owner: team-archive@acme.example
purpose: The deployer archives what it is allowed to read
issuer: self
target: archive
match: { sub: repo/712345678 }
grant: { scopes: ['deploy:read'], lifetime: 10m }
---
kind: Mapping
id: agent-archives
owner: team-archive@acme.example
purpose: The deployer archives for the shop
issuer: github
target: archive
match: { repository_id: '512345601' }
grant: { scopes: ['deploy:read'], lifetime: 15m }
delegation:
  required: true
  actors: [{ issuer: self, match: { sub: repo/712345678 } }]
`;

const github = sampleClaims('github-actions') ?? {};
const kubernetes = sampleClaims('kubernetes') ?? {};
const onMain = { ...github, repository_id: '712345678', ref: 'refs/heads/main' };

/** Exchange, introspection and revocation over one ledger in memory, with a clock and a trust that can be changed. */
export function gatewayUnderTest() {
  const minted: AccessTokenClaims[] = [];
  const ledger = ledgerInMemory();
  const upstream: Record<string, Judged> = {
    subject: verified('subject', 'github', onMain, { replay: 'allow' }),
    'agent subject': verified('agent subject', 'github', { ...github, repository_id: '512345601' }),
    actor: verified('actor', 'cluster', { ...kubernetes, sub: 'system:serviceaccount:agents:runner' }),
  };
  const state = { now: NOW * 1000 + 250, trust: trustOf(TRUST_WITH_SELF), revision: 1 };
  const ownTokens = ownVerifier(minted);
  const parts = portsInMemory(upstream, minted);
  const ports = {
    ...parts,
    ...ledger,
    ownTokens,
    verifier: either(ownTokens, parts.verifier),
    trust: { current: () => ({ revision: `r${state.revision}`, trust: state.trust }) },
    clock: { now: () => state.now },
  };
  const exchange = createExchange(ports, gateway);

  async function issue(
    changed: Parameters<typeof ask>[1] = {},
    presented: Presented = { kind: 'none' },
    client?: string,
  ): Promise<string> {
    const asked = await ask(exchange, changed, presented, client);
    if (!asked.ok) throw new Error(JSON.stringify(asked.error));
    return asked.value.access_token;
  }
  return {
    ports,
    ledger,
    minted,
    upstream,
    exchange,
    issue,
    introspect: createIntrospect(ports),
    authenticate: createBearerAuthentication(ports),
    revokeToken: createRevokeToken(ports),
    revokeBySelector: createRevokeBySelector(ports),
    /** Lets seconds pass. */
    wait: (seconds: number) => {
      state.now += seconds * 1000;
    },
    /** Puts other documents in force. */
    changeTrust: (from: string | RegExp, to: string) => {
      const text = TRUST_WITH_SELF.replace(from, to);
      if (text === TRUST_WITH_SELF) throw new Error(`nothing in the trust is like ${from}`);
      state.trust = trustOf(text);
      state.revision += 1;
    },
  };
}

export type GatewayUnderTest = ReturnType<typeof gatewayUnderTest>;

/** Knows the tokens this gateway minted by their text, and judges their times as the real one does. */
function ownVerifier(minted: readonly AccessTokenClaims[]): Verifier {
  return {
    verify: async (token, _as, now) => {
      const claims = minted.find(({ jti }) => token === `signed ${jti}`);
      if (claims === undefined) return err({ reason: 'invalid_signature', detail: 'not ours' });
      const identity = identityOf(accessTokenPayload(claims));
      const digest = `digest of ${token}` as Digest;
      if (now >= claims.exp) {
        return err({ reason: 'token_expired', detail: '', authentic: { identity, digest } });
      }
      const { exp: expiresAt } = claims;
      return ok({ identity, digest, replayId: token, replay: 'allow', expiresAt, clockSkew: 0 });
    },
  };
}

function identityOf(claims: Claims) {
  const profile = profileOf('self');
  if (profile === undefined) throw new Error('the profile is missing');
  return { issuer: 'self', claims, workload: profile.workload(claims) };
}

function either(first: Verifier, second: Verifier): Verifier {
  return {
    verify: async (...question) => {
      const verified = await first.verify(...question);
      return verified.ok || verified.error.authentic ? verified : second.verify(...question);
    },
  };
}
