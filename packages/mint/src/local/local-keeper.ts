import { ok } from '@cambio/oauth';
import type { Keeper, SigningKey } from '../keeper.ts';
import { ALGORITHMS } from './algorithms.ts';
import { type EncryptionKeys, openingKeys } from './encryption-keys.ts';
import { generateLocalKey, type LocalKey, openLocalKey, sealLocalKey } from './local-key.ts';

/** Keeps private keys in the memory of this process, and encrypted in the store. */
export function localKeeper(encryption: EncryptionKeys): Keeper {
  const keys = openingKeys(encryption);
  return {
    make: async (algorithm) => ok(sealLocalKey(await generateLocalKey(algorithm), encryption.current)),
    open: async (stored) => {
      const opened = await openLocalKey(stored, keys);
      return opened.ok ? ok(signingKeyOf(opened.value)) : opened;
    },
  };
}

function signingKeyOf({ kid, algorithm, publicJwk, privateKey }: LocalKey): SigningKey {
  const { sign } = ALGORITHMS[algorithm];
  return { kid, algorithm, publicJwk, sign: (input) => sign(input, privateKey) };
}
