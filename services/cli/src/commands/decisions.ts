import { Option } from '@commander-js/extra-typings';
import type { AddCommand } from '../add-command.ts';
import { ADMIN } from '../options/admin.ts';
import { instant } from '../options/instant.ts';
import { wholeNumber } from '../options/whole-number.ts';
import { withOptions } from '../options/with-options.ts';

export const addDecisions: AddCommand = (program, terminal, end) => {
  withOptions(
    program
      .command('decisions')
      .summary('search and follow what a gateway decided')
      .description(
        'Search the decisions that a running gateway has recorded, the newest first, or follow them as they are made. ' +
          'Needs the scope decisions:read.',
      )
      .addOption(new Option('--outcome <outcome>', 'how they ended').choices(['allow', 'deny'] as const))
      .option('--reason <code>', 'denied for this reason')
      .option('--mapping <id>', 'granted by this mapping, or nearly so')
      .option('--target <id>', 'for this target')
      .option('--issuer <id>', 'of workloads of this Issuer')
      .option('--workload <key>', 'of this workload')
      .option('--since <time>', 'none older than this, such as 2027-06-01T12:00:00Z', instant)
      .option('--limit <number>', 'how many at most', wholeNumber, 50)
      .option('-f, --follow', 'go on with those that are made from now on'),
    ADMIN,
  )
    .option('--json', 'print JSON, one decision a line')
    .addHelpText(
      'after',
      `
Examples:
  cambio decisions --outcome deny --since 2027-06-01T00:00:00Z
  cambio decisions --follow --target deployer
  cambio explain --decision ID --gateway https://sts.acme.example      why, in full`,
    )
    .action(async (options) => {
      const { listDecisions } = await import('../decisions/list-decisions.ts');
      end(await listDecisions(options, terminal));
    });
};
