import { context, immutable, registeredClaims, renameable } from '../claim-fact.ts';
import { defineProfile, FIXED_AUDIENCES } from '../define-profile.ts';

const REALM_AUDIENCES: readonly RegExp[] = [
  /^account$/,
  /^account-console$/,
  /^broker$/,
  /^(.+-)?realm(-management)?$/,
];

/**
 * Keycloak access tokens, of people and of service accounts. Identity and refresh tokens are signed with the same
 * keys and told apart by `typ`. Administrators of the realm map any claim.
 */
export const keycloak = defineProfile({
  provider: 'keycloak',
  title: 'Keycloak',
  issuerPattern: /^https:\/\/[A-Za-z0-9.-]+(:[0-9]+)?(\/[A-Za-z0-9._~/-]+)?\/realms\/[A-Za-z0-9._~%-]+$/,
  algorithms: ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'],
  maxAge: 3600,
  maxLifetime: 86_400,
  replay: 'allow',
  types: [undefined, 'jwt', 'at+jwt'],
  platformAudiences: [...FIXED_AUDIENCES, ...REALM_AUDIENCES],
  claims: {
    ...registeredClaims('jti'),
    sub: immutable(),
    typ: context(),
    azp: renameable(),
    client_id: renameable({ optional: true }),
    sid: context({ optional: true }),
    auth_time: context({ types: ['number'], optional: true }),
    acr: context({ optional: true }),
    scope: context({ optional: true }),
    'allowed-origins': context({ types: ['array'], optional: true }),
    realm_access: renameable({ types: ['object'], optional: true }),
    '/realm_access/roles': renameable({ types: ['array'], optional: true }),
    resource_access: renameable({ types: ['object'], optional: true }),
    preferred_username: renameable({
      idOf: 'sub',
      influencedBy: 'people may rename themselves',
      optional: true,
    }),
    email: renameable({ idOf: 'sub', influencedBy: 'people may change it', optional: true }),
    email_verified: context({ types: ['boolean'], optional: true }),
    name: renameable({ idOf: 'sub', optional: true }),
    given_name: renameable({ idOf: 'sub', optional: true }),
    family_name: renameable({ idOf: 'sub', optional: true }),
    clientHost: context({ optional: true }),
    clientAddress: context({ optional: true }),
  },
  open: true,
  requiredClaims: ['azp'],
  kindClaims: [{ claim: 'typ', pattern: /^Bearer$/ }],
  describe: (read) => ({
    kind: read('client_id') === undefined ? 'person' : 'service',
    ids: [],
    name: read('preferred_username'),
  }),
});
