import type { AddCommand } from '../add-command.ts';
import { STORE } from '../options/store.ts';
import { withOptions } from '../options/with-options.ts';

export const addBackup: AddCommand = (program, terminal, end) => {
  withOptions(
    program
      .command('backup')
      .summary('copy the store of a gateway into a file, while it runs')
      .description(
        'Copy the store as it is at one moment into a new file, and check the copy. Gateways on the store go on. The copy ' +
          'holds signing keys, encrypted; keep the key they are encrypted under (keys.encryption) somewhere else. To ' +
          'restore it, put it in the place of the store while no gateway runs. A PostgreSQL database has tools of its own.',
      )
      .argument('<file>', 'the backup; must not be there'),
    STORE,
  )
    .addHelpText(
      'after',
      `
Examples:
  cambio backup --config cambio.yaml /backup/cambio-$(date +%F).db`,
    )
    .action(async (file, options) => {
      const { backUp } = await import('../backup/back-up.ts');
      end(await backUp(file, options, terminal));
    });
};
