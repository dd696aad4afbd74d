import { Option } from '@commander-js/extra-typings';
import type { AddCommand } from '../add-command.ts';
import { SETTINGS } from '../options/settings.ts';
import { withOptions } from '../options/with-options.ts';

export const addServe: AddCommand = (program, terminal, end) => {
  withOptions(
    program
      .command('serve')
      .summary('run the gateway')
      .description(
        'Run the gateway until Ctrl-C. Without settings it serves http://localhost:8080, keeps its state in ./data, and ' +
          'denies everything until it is given trust documents. Later wins: settings file, CAMBIO_* variables, options.',
      ),
    SETTINGS,
  )
    .addOption(
      new Option('--log-level <level>', 'how much is logged')
        .choices(['debug', 'info', 'warn', 'error'] as const)
        .default('info' as const),
    )
    .option('--print-config', 'print every setting, its value and where that came from, and end')
    .option('--json', 'with --print-config: as JSON')
    .addHelpText(
      'after',
      `
Examples:
  cambio serve --trust ./trust
  cambio serve --config cambio.yaml
  cambio serve --config cambio.yaml --print-config
  cambio serve --issuer https://sts.acme.example --listen 0.0.0.0:8080 --trust ./trust \\
    --set listen.trustedProxies=10.0.0.0/8 --set keys.encryption.keyFile=/run/secrets/cambio-key`,
    )
    .action(async (options) => {
      const { serve } = await import('../serve/serve.ts');
      end(await serve(options, terminal));
    });
};
