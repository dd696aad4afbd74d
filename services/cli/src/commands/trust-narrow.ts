import type { AddCommand } from '../add-command.ts';
import { ADMIN } from '../options/admin.ts';
import { wholeNumber } from '../options/whole-number.ts';
import { withOptions } from '../options/with-options.ts';

/** `cambio trust narrow`. */
export const addNarrow: AddCommand = (trust, terminal, end) => {
  withOptions(
    trust
      .command('narrow')
      .summary('suggest a narrower mapping, from what was really used of it')
      .description(
        'Show what a mapping could do without: scopes that nobody asked for, a lifetime that nobody needed, values that ' +
          'no claim had. Each change was tried on the recorded requests, which are all granted as before. Needs the ' +
          'scopes trust:read and decisions:read, and with --apply trust:write.',
      )
      .argument('<mapping>', 'its id')
      .option('--days <number>', 'how far back recorded requests are looked at; 90', wholeNumber)
      .option('--apply', 'also make the change')
      .option('-r, --reason <text>', 'with --apply: why; kept with your name'),
    ADMIN,
  )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  cambio trust narrow shop-deploy-prod --gateway https://sts.acme.example
  cambio trust narrow shop-deploy-prod --apply --reason 'Not used for 90 days'`,
    )
    .action(async (mapping, options) => {
      const { narrowMapping } = await import('../trust/narrow-mapping.ts');
      end(await narrowMapping({ ...options, mapping }, terminal));
    });
};
