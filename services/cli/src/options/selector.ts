import { Command } from '@commander-js/extra-typings';
import { instant } from './instant.ts';

/** What tokens have in common that are listed or revoked. */
export const SELECTOR = new Command()
  .option('--token <jti>', 'one token, by its jti; never the token itself')
  .option('--mapping <id>', 'those that a mapping granted')
  .option('--target <id>', 'those for a target')
  .option('--issuer <id>', 'those of the workloads of an Issuer')
  .option('--workload <key>', 'those of a workload, by its key as decisions have it')
  .option('--task <key>', 'those of one run of a workload, by its key')
  .option('--client <id>', 'those of a registered service')
  .option('--before <time>', 'all that were issued before a moment, such as 2027-06-01T12:00:00Z', instant);
