import { Command, Option } from '@commander-js/extra-typings';
import { GATEWAY } from './gateway.ts';
import { PLATFORM_TOKEN } from './platform-token.ts';
import { withOptions } from './with-options.ts';

export const SCOPE = new Option('-s, --scope <scopes...>', "what the token may do; the mapping's own scopes");

export const MAPPING = new Option('-m, --mapping <id>', 'consider only this mapping');

/** What token is asked for. */
export const REQUEST = new Command()
  .option('-a, --audience <audience>', 'the service the token is for, by its audience or id')
  .option('-r, --resource <uri>', 'the same, by its audience or the address of a resource')
  .addOption(SCOPE)
  .addOption(MAPPING);

/** Which gateway is asked, for what, and with what token. */
export const EXCHANGE = withOptions(withOptions(new Command().addOption(GATEWAY), REQUEST), PLATFORM_TOKEN);
