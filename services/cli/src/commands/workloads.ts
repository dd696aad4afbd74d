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

export const addWorkloads: AddCommand = (program, terminal, end) => {
  program
    .command('workloads')
    .summary('who asked a gateway, and what they really use')
    .description(
      'List the workloads that asked a running gateway. Given an Issuer and the key of a workload, show what it used ' +
        'beside what it was granted. Needs the scope decisions:read.',
    )
    .argument('[workload]', 'the key of one workload')
    .option('--issuer <id>', 'of this Issuer')
    .option('--name <text>', 'whose names have this in them')
    .option('--seen-since <time>', 'seen since then, such as 2027-06-01T12:00:00Z')
    .option('--seen-before <time>', 'not seen since then')
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
  cambio workloads --seen-before 2027-01-01T00:00:00Z
  cambio workloads github-actions:repository_id=123456 --issuer github`,
    )
    .action(async (workload, options) => {
      const { listWorkloads } = await import('../workloads/list-workloads.ts');
      end(await listWorkloads({ ...options, workload }, terminal));
    });
};
