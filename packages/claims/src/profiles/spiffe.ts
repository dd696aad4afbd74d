import { registeredClaims, renameable } from '../claim-fact.ts';
import { defineProfile } from '../define-profile.ts';

/** A SPIFFE ID with a path, of at most 2048 bytes: no user, port, percent-encoding, empty or dot segments. */
const SPIFFE_ID =
  /^(?=.{1,2048}$)spiffe:\/\/(?<trustDomain>[a-z0-9._-]{1,255})(\/(?!\.{1,2}(\/|$))[A-Za-z0-9._-]+)+$/;

/**
 * SPIFFE JWT-SVIDs. `iss`, `iat` and `jti` are not part of the standard and may be missing; the trust domain in `sub`
 * says whose keys must have signed, which is checked where keys are chosen. As `iat` may be missing, age is bounded
 * by lifetime. A WIT-SVID (`typ: wit+jwt`) demands a proof of possession and is refused by its type.
 */
export const spiffe = defineProfile({
  provider: 'spiffe',
  title: 'SPIFFE JWT-SVID',
  algorithms: ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512'],
  maxLifetime: 600,
  replay: 'allow',
  types: [undefined, 'jwt', 'jose'],
  claims: {
    ...registeredClaims(),
    iss: { types: ['string'], stability: 'registered', optional: true },
    iat: { types: ['number'], stability: 'registered', optional: true },
    sub: renameable(),
  },
  requiredClaims: ['sub'],
  kindClaims: [{ claim: 'sub', pattern: SPIFFE_ID }],
  describe: (read) => ({
    kind: 'workload',
    ids: [],
    name: read('sub'),
    tenant: SPIFFE_ID.exec(read('sub') ?? '')?.groups?.trustDomain,
  }),
});
