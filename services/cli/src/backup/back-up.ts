import { type BackupFailure, backUpLedger } from '@cambio/ledger';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type Problem, report } from '../problem.ts';
import { type StoreOptions, storeSettings } from '../settings/store-settings.ts';
import type { Terminal } from '../terminal.ts';

/** Copies the store that the settings name into a new file. */
export async function backUp(file: string, options: StoreOptions, terminal: Terminal): Promise<ExitCode> {
  const settings = await storeSettings(options, terminal);
  if (!settings.ok) return report(settings.error, terminal);
  const copied = backUpLedger(settings.value.ledger.url, file);
  if (!copied.ok) return report(backupProblem(copied.error, file), terminal);
  const { key, keyFile } = settings.value.keys.encryption;
  terminal.note(`Copied and checked: ${Math.ceil(copied.value / 1024)} KiB.\n`);
  terminal.note(
    `It is of no use without the key in ${key === undefined ? keyFile : 'keys.encryption.key'}: keep that somewhere else.\n`,
  );
  terminal.write(`${file}\n`);
  return EXIT.done;
}

function backupProblem(failure: BackupFailure, file: string): Problem {
  switch (failure.reason) {
    case 'ledger_missing':
      return {
        exit: EXIT.unreachable,
        message: 'the store is not there',
        hint: 'Name the settings of the gateway with --config, or its folder with --data.',
      };
    case 'ledger_not_a_file':
      return {
        exit: EXIT.usage,
        message: 'the store is a PostgreSQL database, which this does not copy',
        hint: 'Use pg_dump, or what your provider of databases offers.',
      };
    case 'backup_exists':
      return { exit: EXIT.usage, message: `${file} is there already`, hint: 'Name a new file.' };
    case 'ledger_corrupt':
      return {
        exit: EXIT.denied,
        message: `the store is damaged (${failure.detail})`,
        hint: 'Nothing was written. Restore the last backup, and keep the damaged file for whoever looks into it.',
      };
    case 'backup_failed':
      return { exit: EXIT.unreachable, message: `the backup could not be written (${failure.detail})` };
  }
}
