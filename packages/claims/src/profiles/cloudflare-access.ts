import { context, immutable, registeredClaims, renameable } from '../claim-fact.ts';
import { defineProfile } from '../define-profile.ts';

/**
 * Cloudflare Access application tokens, of people (`sub`) and of service tokens (`common_name`, and a `sub` that is
 * the empty string). A token says that somebody passed Access for one application, whose tag is the audience. No
 * discovery document.
 */
export const cloudflareAccess = defineProfile({
  provider: 'cloudflare-access',
  title: 'Cloudflare Access',
  issuerPattern: /^https:\/\/[a-z0-9-]+\.cloudflareaccess\.com$/,
  maxAge: 3600,
  maxLifetime: 86_400 * 31,
  replay: 'allow',
  claims: {
    ...registeredClaims(),
    sub: immutable(),
    common_name: immutable({ optional: true }),
    email: renameable({ idOf: 'sub', optional: true }),
    type: context(),
    identity_nonce: context({ optional: true }),
    country: context({ influencedBy: 'where the request comes from, by its address', optional: true }),
    policy_id: context({ optional: true }),
    custom: context({ types: ['object'], optional: true }),
  },
  kindClaims: [{ claim: 'type', pattern: /^app$/ }],
  describe: (read) => ({
    kind: read('sub') === undefined ? 'service' : 'person',
    ids: [{ sub: read('sub') }, { common_name: read('common_name') }],
    name: read('email') ?? read('common_name'),
  }),
});
