import type { AddCommand } from '../add-command.ts';
import { ADMIN } from '../options/admin.ts';
import { SELECTOR } from '../options/selector.ts';
import { wholeNumber } from '../options/whole-number.ts';
import { withOptions } from '../options/with-options.ts';

export const addTokens: AddCommand = (program, terminal, end) => {
  const tokens = withOptions(
    program
      .command('tokens')
      .summary('what a gateway issued that still lives')
      .description(
        'List the tokens that live, never the tokens themselves: all, or those that a revocation by the same option would ' +
          'cover. Needs the scope decisions:read.',
      ),
    SELECTOR,
  ).option('--limit <number>', 'how many at most', wholeNumber, 200);
  withOptions(tokens, ADMIN)
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
