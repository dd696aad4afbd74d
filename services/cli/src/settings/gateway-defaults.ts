import type { GatewayDefaults } from '@cambio/policy';
import type { Settings } from '@cambio/settings';

/** What trust documents leave to the gateway's settings. */
export function gatewayDefaults({ issuer, tokens }: Settings): GatewayDefaults {
  return { issuer, lifetime: tokens.lifetime, maxLifetime: tokens.maxLifetime };
}
