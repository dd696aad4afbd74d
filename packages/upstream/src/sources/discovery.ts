import { err } from '@cambio/oauth';
import type { GuardedClient } from '../fetch/client.ts';
import { readDiscovery } from './documents.ts';
import { fetchKeySet } from './fetch-key-set.ts';
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
      return fetchKeySet(document.value.jwks_uri, client);
    },
    close: () => client.close(),
  };
}

/** An issuer that ends in a slash does not get a second one (OpenID Connect Discovery 1.0 §4.1). */
function discoveryUrl(issuer: string): string {
  return `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
}
