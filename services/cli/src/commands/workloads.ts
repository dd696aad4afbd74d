import type { AddCommand } from '../add-command.ts';
import { ADMIN } from '../options/admin.ts';
import { instant } from '../options/instant.ts';
import { wholeNumber } from '../options/whole-number.ts';
import { withOptions } from '../options/with-options.ts';

export const addWorkloads: AddCommand = (program, terminal, end) => {
  withOptions(
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
      .option('--seen-since <time>', 'seen since then, such as 2027-06-01T12:00:00Z', instant)
      .option('--seen-before <time>', 'not seen since then', instant)
      .option('--limit <number>', 'how many at most', wholeNumber, 200),
    ADMIN,
  )
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
