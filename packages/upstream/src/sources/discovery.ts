import { err, ok } from '@cambio/oauth';
import type { GuardedClient } from '../fetch/client.ts';
import { readDiscovery, readKeySet } from './documents.ts';
import type { Source } from './source.ts';

/**
 * Keys found through the issuer's discovery document (OpenID Connect Discovery 1.0 §4). Its `issuer` must be the
 * declared one, byte for byte; its `jwks_uri` passes the same guard as every URL.
 */
export function discoverySource(issuer: string, client: GuardedClient): Source {
  return {
    read: async () => {
      const found = await client.get(discoveryUrl(issuer));
      if (!found.ok) return found;
      const document = readDiscovery(found.value.body);
      if (!document.ok) return document;
      if (document.value.issuer !== issuer) {
        return err({ reason: 'issuer_mismatch', detail: 'the discovery document names another issuer' });
      }
      const fetched = await client.get(document.value.jwks_uri);
      if (!fetched.ok) return fetched;
      const set = readKeySet(fetched.value.body);
      return set.ok ? ok({ keys: set.value.keys, refreshAfter: fetched.value.maxAge }) : set;
    },
    close: () => client.close(),
  };
}

/** An issuer that ends in a slash does not get a second one (OpenID Connect Discovery 1.0 §4.1). */
function discoveryUrl(issuer: string): string {
  return `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
}
