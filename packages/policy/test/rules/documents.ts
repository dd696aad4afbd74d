import type { JsonObject } from '@cambio/oauth';
import { type Diagnostic, type LoadedTrust, loadTrust } from '../../src/index.ts';

const GATEWAY = { issuer: 'https://sts.acme.example', lifetime: 300, maxLifetime: 3600 };

export const GITHUB: JsonObject = {
  kind: 'Issuer',
  id: 'github',
  provider: 'github-actions',
  owner: 'platform@acme.example',
};

export const DEPLOYER: JsonObject = {
  kind: 'Target',
  id: 'deployer',
  audience: 'https://deployer.acme.example',
  scopes: {
    'deploy:read': 'See what is deployed',
    'deploy:write': 'Deploy a version',
    'deploy:delete': { description: 'Take everything down', sensitivity: 'high' },
  },
  owner: 'platform@acme.example',
};

/** The match of `DEPLOY`, and claims that satisfy it. */
export const MATCH: JsonObject = {
  repository_id: '712345678',
  environment: 'production',
  event_name: ['push', 'workflow_dispatch'],
};

/** A mapping that no rule has anything to say of. */
export const DEPLOY: JsonObject = {
  kind: 'Mapping',
  id: 'deploy',
  owner: 'team-shop@acme.example',
  purpose: 'Deploy the shop',
  issuer: 'github',
  target: 'deployer',
  match: MATCH,
  grant: { scopes: ['deploy:read', 'deploy:write'], lifetime: '10m' },
  tests: [
    {
      name: 'another repository gets nothing',
      claims: { $sample: 'github-actions', repository_id: '1' },
      expect: { deny: 'claim_mismatch' },
    },
  ],
};

/** For mappings whose tests are beside the point. */
export const UNTESTED: JsonObject = {
  tests: [],
  acknowledge: [{ rule: 'no-tests', because: 'it is what is tested' }],
};

/** A deny mapping that no rule has anything to say of. */
export const BAN: JsonObject = {
  kind: 'Mapping',
  id: 'ban',
  owner: 'security@acme.example',
  purpose: 'Keep the shop out until it is clean',
  effect: 'deny',
  issuer: 'github',
  target: 'deployer',
  match: { repository_id: '712345678' },
  ...UNTESTED,
};

/** Loads documents, each on lines of its own, so that positions tell them apart. */
export function load(...documents: readonly JsonObject[]): LoadedTrust {
  const text = documents.map((document) => JSON.stringify(document, null, 2)).join('\n---\n');
  return loadTrust([{ path: 'trust.yaml', text }], GATEWAY);
}

/** Loads a mapping beside its issuer and target, and gives what is said of it. */
export function diagnosticsOf(mapping: JsonObject, ...others: readonly JsonObject[]): readonly Diagnostic[] {
  return load(GITHUB, DEPLOYER, ...others, mapping).diagnostics;
}

/** The same of `DEPLOY` with another match. It has no tests, since those it has are about its own. */
export function diagnosticsOfMatch(match: JsonObject): readonly Diagnostic[] {
  return diagnosticsOf({ ...DEPLOY, match, ...UNTESTED });
}

export function rulesIn(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ rule }) => rule);
}
