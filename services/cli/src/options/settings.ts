import { Command } from '@commander-js/extra-typings';
import { CONFIG } from './store.ts';

/** The settings of a gateway: their file, and over it those that options stand for. */
export const SETTINGS = new Command()
  .addOption(CONFIG)
  .option('-l, --listen <[host:]port>', 'where to listen')
  .option('-i, --issuer <url>', 'the public URL, the `iss` of issued tokens')
  .option('-t, --trust <path>', 'a file or folder of trust documents, read again whenever it changes')
  .option('-d, --data <folder>', 'where the store and the key it is encrypted under are kept')
  .option('-s, --set <member=value...>', 'any other setting, such as tokens.lifetime=10m');
