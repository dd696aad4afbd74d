/** The trust of an invented company, and the tokens of its jobs. */
import { profileOf, sampleClaims, type VerifiedIdentity } from '@cambio/claims';
import type { JsonObject, JsonValue } from '@cambio/oauth';
import {
  type CompiledTrust,
  type DecisionInput,
  type DecisionRequest,
  type Diagnostic,
  type GatewayDefaults,
  type LoadedTrust,
  loadTrust,
} from '../src/index.ts';

export const GATEWAY: GatewayDefaults = {
  issuer: 'https://sts.acme.example',
  lifetime: 300,
  maxLifetime: 900,
};

/** 2026-09-01T00:00:00Z: when the sample tokens were issued. */
export const NOW = 1_788_220_800;

export const GITHUB = {
  kind: 'Issuer',
  id: 'github',
  provider: 'github-actions',
  owner: 'platform@acme.example',
} satisfies JsonObject;

export const PARTNER = {
  kind: 'Issuer',
  id: 'partner',
  provider: 'oidc',
  url: 'https://id.partner.example',
  owner: 'platform@acme.example',
} satisfies JsonObject;

export const DEPLOYER = {
  kind: 'Target',
  id: 'deployer',
  audience: 'https://deploy.acme.example',
  resources: ['https://deploy.acme.example/v2'],
  scopes: {
    'deploy:read': 'See deployments',
    'deploy:write': { description: 'Deploy', sensitivity: 'high' },
    'deploy:admin': 'Configure the service',
  },
  owner: 'platform@acme.example',
} satisfies JsonObject;

export const PACKAGES = {
  kind: 'Target',
  id: 'packages',
  audience: 'https://packages.acme.example',
  scopes: { publish: 'Publish' },
  owner: 'platform@acme.example',
} satisfies JsonObject;

export const SHOP = {
  kind: 'Mapping',
  id: 'shop-deploy-prod',
  owner: 'team-shop@acme.example',
  purpose: 'Deploy the shop from main',
  issuer: 'github',
  target: 'deployer',
  match: { repository_id: '123456', environment: 'production', ref: 'refs/heads/main' },
  grant: { scopes: ['deploy:read', 'deploy:write'], lifetime: '10m' },
} satisfies JsonObject;

/** A deny mapping that matches the shop's job. */
export const BAN = {
  kind: 'Mapping',
  id: 'ban',
  effect: 'deny',
  owner: 'security@acme.example',
  purpose: 'Keep it out',
  issuer: 'github',
  target: 'deployer',
  match: { repository_id: '123456' },
} satisfies JsonObject;

/** The mapping with members replaced; `undefined` takes one out. */
export function mapping(changes: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return changed(SHOP, changes);
}

export function changed(
  document: JsonObject,
  changes: Readonly<Record<string, JsonValue | undefined>>,
): JsonObject {
  const members = Object.entries({ ...document, ...changes });
  return Object.fromEntries(members.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** Loads documents, each written as JSON in a file of its own, on one line. */
export function load(...documents: readonly JsonObject[]): LoadedTrust {
  const sources = documents.map((document, index) => ({
    path: `${index}.json`,
    text: JSON.stringify(document),
  }));
  return loadTrust(sources, GATEWAY);
}

/** What keeps documents from being loaded that stand beside the issuers and targets above. */
export function errorsOf(...documents: readonly JsonObject[]): readonly Diagnostic[] {
  const { diagnostics } = load(GITHUB, PARTNER, DEPLOYER, PACKAGES, ...documents);
  return diagnostics.filter(({ severity }) => severity === 'error');
}

/** The trust of documents beside the issuers and targets above. */
export function trust(...documents: readonly JsonObject[]): CompiledTrust {
  return trustOf(load(GITHUB, PARTNER, DEPLOYER, PACKAGES, ...documents));
}

export function trustOf({ trust: loaded, diagnostics }: LoadedTrust): CompiledTrust {
  if (loaded !== undefined) return loaded;
  throw new Error(`the fixture does not load: ${JSON.stringify(diagnostics[0])}`);
}

/** The shop's job that deploys from main, with claims replaced; `undefined` takes one out. */
export function job(claims: Readonly<Record<string, JsonValue | undefined>> = {}): VerifiedIdentity {
  const base = {
    ...sampleClaims('github-actions'),
    repository_id: '123456',
    environment: 'production',
    ref: 'refs/heads/main',
  };
  return identity('github', 'github-actions', changed(base, claims));
}

/** Somebody whom the partner's identity provider vouches for. */
export function partner(claims: JsonObject): VerifiedIdentity {
  return identity('partner', 'oidc', { iss: PARTNER.url, sub: 'somebody', aud: GATEWAY.issuer, ...claims });
}

/** Who holds a token that this gateway issued. */
export function holder(claims: JsonObject): VerifiedIdentity {
  return identity('self', 'self', {
    iss: GATEWAY.issuer,
    sub: 'repo/123456',
    aud: DEPLOYER.audience,
    ...claims,
  });
}

function identity(issuer: string, provider: string, claims: JsonObject): VerifiedIdentity {
  const profile = profileOf(provider);
  if (profile === undefined) throw new Error(`there is no profile ${provider}`);
  return { issuer, claims, workload: profile.workload(claims) };
}

/** A request of the shop's job for the deployer. */
export function ask(
  request: Partial<DecisionRequest> = {},
  rest: Partial<Omit<DecisionInput, 'request'>> = {},
): DecisionInput {
  return {
    subject: job(),
    now: NOW,
    request: { audience: 'deployer', binding: 'none', ...request },
    ...rest,
  };
}
