import { context, immutable, registeredClaims } from '../claim-fact.ts';
import { defineProfile } from '../define-profile.ts';

/**
 * Access tokens that this gateway issued itself (RFC 9068), presented again to get a narrower one. A bound token
 * (`cnf`) is not refused here: whoever exchanges it must show its key. What mappings add may have any name.
 */
export const self = defineProfile({
  provider: 'self',
  title: 'This gateway',
  algorithms: ['ES256', 'ES384', 'ES512', 'RS256', 'PS256', 'EdDSA', 'Ed25519'],
  maxLifetime: 86_400,
  replay: 'allow',
  types: ['at+jwt'],
  claims: {
    ...registeredClaims('jti'),
    sub: immutable(),
    aud: { types: ['string'], stability: 'registered' },
    client_id: context(),
    scope: context(),
    txn: context(),
    act: context({ types: ['object'], optional: true }),
    may_act: context({ types: ['object'], optional: true }),
    cnf: context({ types: ['object'], optional: true }),
  },
  open: true,
  requiredClaims: ['sub', 'jti', 'client_id', 'scope', 'txn'],
  refusedClaims: [],
  describe: (read) => ({ kind: 'workload', ids: [], name: read('sub') }),
});
