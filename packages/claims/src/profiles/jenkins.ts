import { context, registeredClaims, renameable } from '../claim-fact.ts';
import { defineProfile } from '../define-profile.ts';

/**
 * Jenkins with the oidc-provider plugin. The job's URL is all that names it: a job renamed, or deleted and made
 * again, answers to it as well. Administrators add claims by template. There is no `jti` and no `nbf`.
 */
export const jenkins = defineProfile({
  provider: 'jenkins',
  title: 'Jenkins',
  maxAge: 600,
  maxLifetime: 86_400,
  replay: 'once-per-target',
  claims: {
    ...registeredClaims(),
    sub: renameable(),
    build_number: context({ types: ['number'], optional: true }),
  },
  open: true,
  requiredClaims: ['sub'],
  describe: (read) => ({
    kind: 'job',
    ids: [],
    name: read('sub'),
    task: { sub: read('sub'), build_number: read('build_number') },
  }),
});
