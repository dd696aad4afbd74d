import { context, immutable, registeredClaims, renameable } from '../claim-fact.ts';
import { defineProfile, FIXED_AUDIENCES } from '../define-profile.ts';
import { ENTRA_ISSUER } from '../entra-issuers.ts';

/** Azure's own services: with a token for one of them in hand, the gateway could act there. */
const AZURE_SERVICES: readonly RegExp[] = [
  /^https:\/\/management\.(azure\.com|core\.windows\.net|usgovcloudapi\.net|chinacloudapi\.cn)\/*$/,
  /^https:\/\/graph\.(microsoft\.com|microsoft\.us|windows\.net)\/*$/,
  /^https:\/\/(vault|storage|servicebus|eventhubs|cosmos|batch\.core|database)\.(azure|windows)\.net\/*$/,
  /^https:\/\/([a-z0-9-]+\.)+(vault\.azure|database\.windows|blob\.core\.windows|servicebus\.windows)\.net\/*$/,
  /^0000000[0-9a-f]-0000-0000-c000-000000000000$/,
  /^797f4846-ba00-4fd7-ba43-dac1f8f63013$/,
];

/**
 * Azure managed identities: access tokens for an app registration that stands for the gateway, v1 (`sts.windows.net`)
 * and v2. Any identity of the tenant can ask for one. They last a day, have `uti` in place of `jti`, and the platform
 * hands out the same one until it runs out.
 */
export const azure = defineProfile({
  provider: 'azure',
  title: 'Azure managed identities',
  issuerPattern: ENTRA_ISSUER,
  maxAge: 3600,
  maxLifetime: 108_000,
  replay: 'allow',
  platformAudiences: [...FIXED_AUDIENCES, ...AZURE_SERVICES],
  claims: {
    ...registeredClaims('nbf'),
    sub: immutable(),
    tid: immutable(),
    oid: immutable(),
    appid: immutable({ optional: true }),
    appidacr: context({ optional: true }),
    azp: immutable({ optional: true }),
    azpacr: context({ optional: true }),
    idtyp: context(),
    idp: context({ optional: true }),
    roles: renameable({ types: ['array'], optional: true }),
    aio: context({ optional: true }),
    rh: context({ optional: true }),
    uti: context(),
    ver: context(),
    xms_az_rid: renameable({ idOf: 'oid', optional: true }),
    xms_mirid: renameable({ idOf: 'oid', optional: true }),
  },
  claimPrefixes: { xms_: context({ types: ['string', 'array', 'number', 'boolean', 'object'] }) },
  requiredClaims: ['tid', 'oid'],
  kindClaims: [{ claim: 'idtyp', pattern: /^app$/ }],
  describe: (read) => {
    const resource = read('xms_mirid');
    return {
      kind: resource?.toLowerCase().includes('/virtualmachines/') ? 'instance' : 'service',
      ids: [{ oid: read('oid') }],
      name: resource?.split('/').at(-1) ?? read('appid') ?? read('azp'),
      tenant: read('tid'),
    };
  },
});
