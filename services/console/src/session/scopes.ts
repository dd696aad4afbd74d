/** What somebody may be allowed to do at the admin API, and the words for it. */
export const SCOPES = {
  'trust:read': 'read the trust documents',
  'trust:write': 'change the trust documents',
  'decisions:read': 'read decisions and workloads',
  'tokens:revoke': 'revoke tokens',
  'keys:rotate': 'see and rotate keys',
} as const;

export type Scope = keyof typeof SCOPES;
