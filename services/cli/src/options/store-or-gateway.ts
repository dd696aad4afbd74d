import type { AdminScope } from '@cambio/policy';
import { Command, Option } from '@commander-js/extra-typings';
import { WHO_ASKS } from './admin.ts';
import { STORE } from './store.ts';
import { withOptions } from './with-options.ts';

/** What is read: a store, or what a running gateway says, which grants the scope for it. */
export function storeOrGateway(scope: AdminScope) {
  const gateway = new Option(
    '-g, --gateway <url>',
    `ask the gateway with this issuer URL, over its admin API (scope ${scope})`,
  ).conflicts(['config', 'data']);
  return withOptions(withOptions(new Command(), STORE).addOption(gateway), WHO_ASKS);
}
