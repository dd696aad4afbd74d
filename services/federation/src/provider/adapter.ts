import { createHash } from 'node:crypto';
import type { Marks } from '@cambio/sts';
import { type Adapter, type AdapterFactory, errors } from 'oidc-provider';

/**
 * The framework's storage, as far as it is used: replay detection of client assertions. The framework looks
 * first and saves later, which lets concurrent replays through; here looking finds nothing, and saving is
 * the one atomic reservation that decides.
 */
export function createAdapter(marks: Marks, now: () => number): AdapterFactory {
  return (model) => (model === 'ReplayDetection' ? replayDetection(marks, now) : unused(model));
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
      if (!mark.ok) throw new errors.TemporarilyUnavailable('client assertions cannot be checked right now');
      if (mark.value === 'exists') throw new errors.InvalidClientAuth('client assertion was used before');
    },
  };
}

function unused(model: string): Adapter {
  const refuse = async (): Promise<never> => {
    throw new Error(`${model} is not stored here`);
  };
  return {
    find: async () => undefined,
    upsert: refuse,
    findByUserCode: refuse,
    findByUid: refuse,
    consume: refuse,
    destroy: refuse,
    revokeByGrantId: refuse,
  };
}
