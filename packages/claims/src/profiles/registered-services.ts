import { context, immutable } from '../claim-fact.ts';
import { defineProfile } from '../define-profile.ts';

/**
 * Registered services, as the subject of a token for themselves (RFC 6749 §4.4). No token says these claims: they are what the
 * gateway knows of a client that it has authenticated. So no issuer can be declared with this profile, and no
 * token is ever accepted by it.
 */
export const registeredServices = defineProfile({
  provider: 'clients',
  title: 'Registered services of this gateway',
  algorithms: [],
  types: [],
  maxLifetime: 0,
  replay: 'allow',
  claims: { client_id: immutable(), auth: context() },
  requiredClaims: ['client_id'],
  describe: (read) => ({
    kind: 'service',
    ids: [{ client_id: read('client_id') }],
    name: read('client_id'),
  }),
});
