import { context, immutable, registeredClaims, renameable } from '../claim-fact.ts';
import { defineProfile, FIXED_AUDIENCES } from '../define-profile.ts';

/**
 * Okta access tokens of a custom authorization server, for people (`uid`) and service apps (`cid`). `sub` is a login
 * by default and can be mapped to anything. Tokens of the organisation's own server are for Okta alone: its issuer is
 * refused.
 */
export const okta = defineProfile({
  provider: 'okta',
  title: 'Okta',
  issuerPattern: /^https:\/\/[A-Za-z0-9.-]+\/oauth2\/[A-Za-z0-9]+$/,
  maxAge: 3600,
  maxLifetime: 86_400,
  replay: 'allow',
  types: [undefined, 'jwt', 'at+jwt'],
  platformAudiences: [
    ...FIXED_AUDIENCES,
    /^api:\/\/default$/,
    /^https:\/\/[a-z0-9-]+\.(okta|oktapreview|okta-emea)\.com\/?$/,
  ],
  claims: {
    ...registeredClaims('jti'),
    sub: renameable({ idOf: 'uid' }),
    ver: context({ types: ['number'] }),
    cid: immutable(),
    uid: immutable({ optional: true }),
    scp: context({ types: ['array'] }),
    auth_time: context({ types: ['number'], optional: true }),
    groups: renameable({ types: ['array'], optional: true }),
  },
  open: true,
  requiredClaims: ['cid', 'scp'],
  describe: (read) => ({
    kind: read('uid') === undefined ? 'service' : 'person',
    ids: [{ uid: read('uid') }, { cid: read('cid') }],
    name: read('sub'),
  }),
});
