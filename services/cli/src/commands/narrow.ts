import type { Command } from '@commander-js/extra-typings';
import type { ExitCode } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';
import { GATEWAY } from './gateway.ts';
import { LOG_IN } from './log-in.ts';
import {
  SUBJECT_TOKEN_AUDIENCE,
  SUBJECT_TOKEN_ENV,
  SUBJECT_TOKEN_FILE,
  SUBJECT_TOKEN_STDIN,
} from './subject-token.ts';
import { wholeNumber } from './whole-number.ts';

/** `cambio trust narrow`. */
export function addNarrow(trust: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
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
    .option('-r, --reason <text>', 'with --apply: why; kept with your name')
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
  cambio trust narrow shop-deploy-prod --gateway https://sts.acme.example
  cambio trust narrow shop-deploy-prod --apply --reason 'Not used for 90 days'`,
    )
    .action(async (mapping, options) => {
      const { narrowMapping } = await import('../trust/narrow-mapping.ts');
      end(await narrowMapping({ ...options, mapping }, terminal));
    });
}
