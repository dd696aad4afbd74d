import { context, immutable, registeredClaims, renameable } from '../claim-fact.ts';
import { defineProfile, FIXED_AUDIENCES } from '../define-profile.ts';
import { workloadName } from '../workload-name.ts';

const ROOT_ISSUER = 'https://oidc.vercel.com';

/**
 * Vercel builds and functions, with the team's issuer or the global one. A token is good here only after Vercel's own
 * audience exchange, which adds an `act` that tells the first audience and no actor.
 */
export const vercel = defineProfile({
  provider: 'vercel',
  title: 'Vercel',
  issuerPattern: /^https:\/\/oidc\.vercel\.com(\/[a-z0-9][a-z0-9-]*)?$/,
  isShared: (issuer) => issuer === ROOT_ISSUER,
  tenantPins: ['owner_id', 'project_id'],
  maxAge: 3600,
  maxLifetime: 86_400,
  replay: 'allow',
  platformAudiences: [...FIXED_AUDIENCES, /^https:\/\/vercel\.com\/[^/]+\/?$/],
  claims: {
    ...registeredClaims('nbf'),
    sub: renameable({ idOf: 'project_id' }),
    owner: renameable({ idOf: 'owner_id' }),
    owner_id: immutable(),
    project: renameable({ idOf: 'project_id' }),
    project_id: immutable(),
    environment: renameable(),
    external_sub: context({ optional: true }),
    scope: context({ optional: true }),
    plan: context({ optional: true }),
    user_id: context({ influencedBy: 'whoever pulls a development token', optional: true }),
    act: context({ types: ['object'], optional: true }),
  },
  events: [{ claim: 'environment', untrusted: ['development', 'preview'] }],
  subjectForms: [
    {
      pattern: /^owner:([^:]+):project:([^:]+):environment:([^:]+)$/,
      claims: ['owner', 'project', 'environment'],
    },
  ],
  requiredClaims: ['owner_id', 'project_id', 'environment'],
  act: 'unrelated',
  describe: (read) => ({
    kind: 'workload',
    ids: [{ project_id: read('project_id') }],
    within: { environment: read('environment') },
    name: workloadName([read('owner'), read('project')], read('environment')),
    tenant: read('owner_id'),
  }),
});
