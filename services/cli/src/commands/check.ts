import { Option } from '@commander-js/extra-typings';
import type { AddCommand } from '../add-command.ts';
import { CONFIG } from '../options/store.ts';

export const addCheck: AddCommand = (program, terminal, end) => {
  program
    .command('check')
    .summary('check settings and trust documents: schema, lint, inline tests')
    .description(
      'Check settings and trust documents the way the gateway does when it loads them: syntax and schema, lint, and ' +
        'the tests written in the documents. Without a path, checks those that the settings name.',
    )
    .argument('[paths...]', 'files or folders of trust documents')
    .addOption(CONFIG)
    .addOption(
      new Option('-f, --format <format>', 'how problems are listed')
        .choices(['text', 'json', 'sarif', 'github'] as const)
        .default('text' as const),
    )
    .option('--json', 'the same as --format json')
    .option('--fix', 'mend what needs no decision, and leave the rest of each file as it is')
    .addHelpText(
      'after',
      `
Examples:
  cambio check trust/
  cambio check --config cambio.yaml
  cambio check trust/ --fix
  cambio check trust/ --format github     annotations in a GitHub Actions run
  cambio check trust/ --format sarif > cambio.sarif`,
    )
    .action(async (paths, { json, ...options }) => {
      const { check } = await import('../check/check.ts');
      end(await check({ ...options, paths, ...(json && { format: 'json' }) }, terminal));
    });
};
