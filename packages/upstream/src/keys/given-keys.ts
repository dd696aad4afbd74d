import type { JsonObject } from '@cambio/oauth';
import type { KeyNeeds } from './filter.ts';
import type { IssuerKeys } from './issuer-keys.ts';
import { importKeySet, type KeySet } from './key-set.ts';

/**
 * Keys that are at hand: those written in an Issuer document, and the gateway's own. `keys` is called on every use and
 * must give the same array until the keys change; they are imported once per array.
 */
export function createGivenKeys(keys: () => readonly JsonObject[], needs: KeyNeeds): IssuerKeys {
  let imported: { readonly from: readonly JsonObject[]; readonly set: KeySet } | undefined;

  function current(): KeySet {
    const from = keys();
    if (imported?.from !== from) imported = { from, set: importKeySet(from, needs) };
    return imported.set;
  }

  return {
    current,
    demand: () => Promise.resolve(current()),
    refreshIfDue: () => Promise.resolve(),
    status: () => {
      const { size, filtered } = current();
      return {
        state: size > 0 ? 'fresh' : 'missing',
        keys: size,
        filtered,
        readAt: undefined,
        usableUntil: undefined,
        reads: 0,
        failure: undefined,
      };
    },
    close: () => Promise.resolve(),
  };
}
