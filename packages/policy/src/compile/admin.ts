import type { GatewayDefaults, TargetScope } from '../trust.ts';
import type { CompiledTarget } from './compiled.ts';

/** The id of the built-in target: the admin API of this gateway. */
export const ADMIN = 'admin';

/** What may be done at the admin API; each is obeyed by an operation of it. */
export const ADMIN_SCOPES = {
  'trust:write': {
    description: 'Change the trust documents, and settle proposed changes',
    sensitivity: 'high',
  },
  'trust:read': { description: 'Read the trust documents in force', sensitivity: 'medium' },
  'decisions:read': { description: 'Read recorded decisions, claims included', sensitivity: 'medium' },
  'keys:rotate': { description: 'See, rotate and revoke the signing keys', sensitivity: 'high' },
  'tokens:revoke': { description: 'Revoke tokens, of anybody', sensitivity: 'high' },
} as const satisfies Record<string, TargetScope>;

export type AdminScope = keyof typeof ADMIN_SCOPES;

/** The `aud` of tokens for the admin API, which is its resource identifier too. */
export function adminAudience(issuer: string): string {
  return `${issuer}/admin`;
}

/** The built-in target. Who gets to it is for mappings to say, as for every other; with none that is nobody. */
export function adminTarget({ issuer, lifetime, maxLifetime }: GatewayDefaults): CompiledTarget {
  return {
    id: ADMIN,
    audience: adminAudience(issuer),
    resources: [],
    scopes: new Map(Object.entries(ADMIN_SCOPES)),
    token: { lifetime, maxLifetime, binding: 'optional', claims: [] },
    enabled: true,
    owner: 'this gateway',
  };
}
