import { err, ok } from '@cambio/oauth';
import type { GuardedClient } from '../fetch/client.ts';
import { readBundle } from './documents.ts';
import type { Source } from './source.ts';

/** Seconds between polls where the bundle does not say (SPIFFE Trust Domain and Bundle §4.1.2). */
const DEFAULT_REFRESH_HINT = 300;

/**
 * Keys of one trust domain at its bundle endpoint, `https_web` profile (SPIFFE Federation §5.2.1). A bundle whose
 * sequence number is lower than the last one's is an old one played back, and not taken.
 */
export function spiffeBundleSource(uri: string, client: GuardedClient): Source {
  let newest: bigint | undefined;
  return {
    read: async () => {
      const fetched = await client.get(uri);
      if (!fetched.ok) return fetched;
      const bundle = readBundle(fetched.value.body);
      if (!bundle.ok) return bundle;
      const { keys, spiffe_sequence: sequence, spiffe_refresh_hint: hint } = bundle.value;
      if (sequence !== undefined && newest !== undefined && sequence < newest) {
        return err({ reason: 'rolled_back', detail: `sequence ${sequence} after ${newest}` });
      }
      newest = sequence ?? newest;
      return ok({ keys, refreshAfter: hint ?? DEFAULT_REFRESH_HINT });
    },
    close: () => client.close(),
  };
}
