import type { AddCommand } from '../add-command.ts';
import { SETTINGS } from '../options/settings.ts';
import { withOptions } from '../options/with-options.ts';

export const addDoctor: AddCommand = (program, terminal, end) => {
  withOptions(
    program
      .command('doctor')
      .summary('look whether a gateway with these settings will do well, and say what to do')
      .description(
        'Look at all that a gateway with these settings needs: the settings, what of them is unsafe, its stores, its keys, those of ' +
          'its issuers, the clock, certificates, audit sinks and disk space. Changes nothing; a gateway may be running. Takes ' +
          'the options of `cambio serve`.',
      ),
    SETTINGS,
  )
    .option('--json', 'the findings as JSON')
    .addHelpText(
      'after',
      `
Ends with 1 where something failed. What is only worth a look does not count.

Examples:
  cambio doctor --config cambio.yaml
  cambio doctor --trust ./trust
  cambio doctor --json | jq '.findings[] | select(.state != "ok")'`,
    )
    .action(async (options) => {
      const { doctor } = await import('../doctor/doctor.ts');
      end(await doctor(options, terminal));
    });
};
