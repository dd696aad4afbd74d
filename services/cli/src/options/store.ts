import { Command, Option } from '@commander-js/extra-typings';

export const CONFIG = new Option('-c, --config <file>', 'settings; ./cambio.yaml where there is one');

/** Which store is read: of commands that need no running gateway. */
export const STORE = new Command()
  .addOption(CONFIG)
  .option('-d, --data <folder>', "where the gateway's store is, as for `cambio serve`");
