import { context, immutable, registeredClaims } from '../claim-fact.ts';
import { defineProfile } from '../define-profile.ts';

/**
 * Identity tokens of HashiCorp Vault and OpenBao. `sub` is the entity. Role templates add claims of any name, and
 * turn what is missing into empty strings. There is no `jti`. Issuers of the OIDC provider for people
 * (`/provider/NAME`) are refused.
 */
export const vault = defineProfile({
  provider: 'vault',
  title: 'Vault and OpenBao',
  issuerPattern: /^https:\/\/[A-Za-z0-9.-]+(:[0-9]+)?\/v1\/([A-Za-z0-9_-]+\/)*identity\/oidc$/,
  algorithms: ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512', 'EdDSA'],
  maxAge: 900,
  maxLifetime: 86_400,
  replay: 'allow',
  claims: {
    ...registeredClaims(),
    sub: immutable(),
    namespace: context({ optional: true }),
  },
  open: true,
  requiredClaims: ['sub'],
  describe: (read) => ({ kind: 'service', ids: [], name: read('sub') }),
});
