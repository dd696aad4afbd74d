import { err } from '@cambio/oauth';
import type { Keeper } from './keeper.ts';
import { isReference } from './transit/transit-key.ts';

/**
 * Keys kept in two places: each record is opened by who made it, and new keys are made where `makes` says. So a gateway
 * can change from the one to the other, and verify tokens of both meanwhile.
 */
export function eitherKeeper(local: Keeper, transit: Keeper | undefined, makes: 'local' | 'transit'): Keeper {
  const maker = makes === 'transit' ? transit : local;
  if (maker === undefined) throw new TypeError('Transit is not set up');
  return {
    make: maker.make,
    open: async (stored) => {
      const keeper = isReference(stored.sealed) ? transit : local;
      return keeper?.open(stored) ?? err({ reason: 'signer_not_set_up', kid: stored.kid, signer: 'Transit' });
    },
  };
}
