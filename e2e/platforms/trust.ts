import type { JsonObject, JsonValue } from '@cambio/oauth';
import { DEPLOYER } from '../shop/trust.ts';

export const PACKAGES = 'https://packages.acme.example';

/** An issuer as an operator declares it, and the workload of it that gets something. */
export interface Federated {
  /** Members of the Issuer document; that it is on this machine is added. */
  readonly issuer: { readonly id: string; readonly [member: string]: JsonValue };
  readonly match: JsonObject;
  /** Members of `grant` beside the scopes. */
  readonly grant?: JsonObject;
}

/** Trust documents: every issuer, and for each a mapping of its workload to either of two targets. Any JSON is YAML too. */
export function trustOf(...federated: readonly Federated[]): string {
  const targets = [
    { kind: 'Target', id: 'deployer', audience: DEPLOYER, scopes: { deploy: 'Deploy' } },
    { kind: 'Target', id: 'packages', audience: PACKAGES, scopes: { publish: 'Publish a package' } },
  ];
  const mappings = federated.flatMap(({ issuer: { id: issuer }, match, grant }) => [
    { target: 'deployer', issuer, match, grant: { scopes: ['deploy'], ...grant } },
    { target: 'packages', issuer, match, grant: { scopes: ['publish'], ...grant } },
  ]);
  const documents = [
    ...targets,
    ...federated.map(({ issuer }) => ({ kind: 'Issuer', allowPrivateNetwork: true, ...issuer })),
    ...mappings.map((mapping) => ({
      kind: 'Mapping',
      id: `${mapping.issuer}-${mapping.target}`,
      purpose: 'Try the platform end to end',
      ...mapping,
    })),
  ];
  return documents
    .map((document) => JSON.stringify({ owner: 'platform@acme.example', ...document }))
    .join('\n---\n');
}
