import { createHash } from 'node:crypto';
import type { Marks } from '@cambio/sts';
import { type Adapter, type AdapterFactory, errors } from 'oidc-provider';
import { Unavailable } from './unavailable.ts';
import { unused } from './unused-storage.ts';

/**
 * The framework's storage, as far as it is used: replay detection of client assertions, and the access tokens that
 * introspection and revocation are about. The framework looks for a replay first and saves later, which lets concurrent
 * ones through; here looking finds nothing, and saving is the one atomic reservation that decides.
 */
export function createAdapter(marks: Marks, accessTokens: Adapter, now: () => number): AdapterFactory {
  return (model) => {
    switch (model) {
      case 'ReplayDetection':
        return replayDetection(marks, now);
      case 'AccessToken':
        return accessTokens;
      default:
        return unused(model);
    }
  };
}

function replayDetection(marks: Marks, now: () => number): Adapter {
  return {
    ...unused('ReplayDetection'),
    find: async () => undefined,
    upsert: async (id, _payload, expiresIn = 0) => {
      const key = createHash('sha256')
        .update(JSON.stringify(['client_assertion', id]))
        .digest('base64url');
      const mark = await marks.reserve(key, Math.floor(now() / 1000) + expiresIn);
      if (!mark.ok) throw new Unavailable();
      if (mark.value === 'exists') throw new errors.InvalidClientAuth('client assertion was used before');
    },
  };
}
