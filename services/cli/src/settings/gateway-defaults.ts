import type { GatewayDefaults } from '@cambio/policy';
import type { Settings } from '@cambio/settings';

/** What trust documents leave to the gateway's settings. */
export function gatewayDefaults({ issuer, tokens, keys, admin }: Settings): GatewayDefaults {
  return { issuer, ...tokens, algorithms: keys.algorithms, documents: admin.documents };
}
