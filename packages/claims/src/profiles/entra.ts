import { context, immutable, registeredClaims, renameable } from '../claim-fact.ts';
import { defineProfile, FIXED_AUDIENCES } from '../define-profile.ts';
import { ENTRA_ISSUER } from '../entra-issuers.ts';

/** The tenant of every personal Microsoft account there is. */
const PERSONAL_ACCOUNTS = '9188040d-6c67-4c5b-b112-36a304b66dad';

const SELF = 'people, their administrators or their home tenant may change it';

/**
 * People of Microsoft Entra ID, by access tokens for an app registration that stands for the gateway. `scp` tells a
 * person's token from an application's. People are known by `tid` and `oid`; `sub` is another one for every
 * application.
 */
export const entra = defineProfile({
  provider: 'entra',
  title: 'Microsoft Entra ID',
  issuerPattern: ENTRA_ISSUER,
  isShared: (issuer) => issuer.includes(PERSONAL_ACCOUNTS),
  tenantPins: ['oid'],
  maxAge: 3600,
  maxLifetime: 108_000,
  replay: 'allow',
  types: [undefined, 'jwt', 'at+jwt'],
  platformAudiences: [
    ...FIXED_AUDIENCES,
    /^https:\/\/graph\.microsoft\.(com|us)\/?$/,
    /^0000000[0-9a-f]-0000-0000-c000-000000000000$/,
  ],
  claims: {
    ...registeredClaims('nbf'),
    sub: immutable(),
    tid: immutable(),
    oid: immutable(),
    scp: context(),
    azp: immutable({ optional: true }),
    azpacr: context({ optional: true }),
    appid: immutable({ optional: true }),
    appidacr: context({ optional: true }),
    idtyp: context({ optional: true }),
    idp: context({ optional: true }),
    acr: context({ optional: true }),
    amr: context({ types: ['array'], optional: true }),
    roles: renameable({ types: ['array'], optional: true }),
    groups: immutable({ types: ['array'], optional: true }),
    wids: immutable({ types: ['array'], optional: true }),
    hasgroups: context({ types: ['boolean', 'string'], optional: true }),
    _claim_names: context({ types: ['object'], optional: true }),
    _claim_sources: context({ types: ['object'], optional: true }),
    name: renameable({ idOf: 'oid', influencedBy: SELF, optional: true }),
    preferred_username: renameable({ idOf: 'oid', influencedBy: SELF, optional: true }),
    unique_name: renameable({ idOf: 'oid', influencedBy: SELF, optional: true }),
    upn: renameable({ idOf: 'oid', influencedBy: SELF, optional: true }),
    email: renameable({ idOf: 'oid', influencedBy: SELF, optional: true }),
    given_name: renameable({ idOf: 'oid', optional: true }),
    family_name: renameable({ idOf: 'oid', optional: true }),
    ipaddr: context({ optional: true }),
    sid: context({ optional: true }),
    aio: context({ optional: true }),
    rh: context({ optional: true }),
    uti: context(),
    ver: context(),
  },
  claimPrefixes: { xms_: context({ types: ['string', 'array', 'number', 'boolean', 'object'] }) },
  requiredClaims: ['tid', 'oid', 'scp'],
  kindClaims: [{ claim: 'idtyp', pattern: /^(user)?$/ }],
  describe: (read) => ({
    kind: 'person',
    ids: [{ oid: read('oid') }],
    name: read('preferred_username') ?? read('upn') ?? read('name'),
    tenant: read('tid'),
  }),
});
