import { immutable, registeredClaims } from '../claim-fact.ts';
import { defineProfile } from '../define-profile.ts';
import { SIGNATURE_ALGORITHMS } from '../profile.ts';

/** Issuers known to serve many tenants under one `iss`, so that a valid token says only "some customer of theirs". */
const SHARED_ISSUERS: ReadonlySet<string> = new Set([
  'https://token.actions.githubusercontent.com',
  'https://gitlab.com',
  'https://app.terraform.io',
  'https://app.eu.terraform.io',
  'https://agent.buildkite.com',
  'https://oidc.codefresh.io',
  'https://oidc.circleci.com',
  'https://oidc.vercel.com',
  'https://accounts.google.com',
  'https://identity.oraclecloud.com/',
  'https://oidc.buddyusercontent.com',
  'https://eu-oidc.buddyusercontent.com',
  'https://asia-oidc.buddyusercontent.com',
  'https://oauth2.sigstore.dev/auth',
  'https://issuer.enforce.dev',
  'https://issuer.hello.coop',
  'https://api.pulumi.com/oidc',
  'https://sandboxes.cloud',
  'https://cognito-identity.amazonaws.com',
  'https://scalr.io',
  'https://tokens.cloud.shisho.dev',
  'https://proidc.upbound.io',
  'https://studio.datachain.ai/api',
  'https://platform.activestate.com/api/v1/oauth/oidc',
]);

/** Any other OpenID Connect issuer. Nothing is known of its claims but the registered ones; all may be matched. */
export const oidc = defineProfile({
  provider: 'oidc',
  title: 'Any OpenID Connect issuer',
  isShared: (issuer) => SHARED_ISSUERS.has(issuer),
  tenantPins: ['sub'],
  algorithms: SIGNATURE_ALGORITHMS,
  maxAge: 3600,
  maxLifetime: 86_400,
  replay: 'once-per-target',
  types: [undefined, 'jwt', 'at+jwt'],
  claims: { ...registeredClaims(), sub: immutable() },
  open: true,
  requiredClaims: ['sub'],
  describe: (read) => ({ kind: 'workload', ids: [], name: read('sub') }),
});
