import type { AddCommand } from '../add-command.ts';
import { GATEWAY } from './gateway.ts';
import { LOG_IN } from './log-in.ts';
import {
  SUBJECT_TOKEN_AUDIENCE,
  SUBJECT_TOKEN_ENV,
  SUBJECT_TOKEN_FILE,
  SUBJECT_TOKEN_STDIN,
} from './subject-token.ts';
import { wholeNumber } from './whole-number.ts';

export const addTokens: AddCommand = (program, terminal, end) => {
  program
    .command('tokens')
    .summary('what a gateway issued that still lives')
    .description(
      'List the tokens that live, never the tokens themselves: all, or those that a revocation by the same option would ' +
        'cover. Needs the scope decisions:read.',
    )
    .option('--token <jti>', 'one token, by its jti')
    .option('--mapping <id>', 'those that a mapping granted')
    .option('--target <id>', 'those for a target')
    .option('--issuer <id>', 'those of the workloads of an Issuer')
    .option('--workload <key>', 'those of a workload, by its key as decisions have it')
    .option('--task <key>', 'those of one run of a workload, by its key')
    .option('--client <id>', 'those of a registered service')
    .option('--before <time>', 'all that were issued before a moment, such as 2027-06-01T12:00:00Z')
    .option('--limit <number>', 'how many at most', wholeNumber, 200)
    .addOption(GATEWAY)
    .addOption(SUBJECT_TOKEN_FILE)
    .addOption(SUBJECT_TOKEN_STDIN)
    .addOption(SUBJECT_TOKEN_ENV)
    .addOption(SUBJECT_TOKEN_AUDIENCE)
    .addOption(LOG_IN)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  cambio tokens --mapping shop-deploy-prod`,
    )
    .action(async (options) => {
      const { listTokens } = await import('../tokens/list-tokens.ts');
      end(await listTokens(options, terminal));
    });
};
