import type { AddCommand } from '../add-command.ts';
import { GATEWAY } from './gateway.ts';
import {
  SOURCE,
  SUBJECT_TOKEN_AUDIENCE,
  SUBJECT_TOKEN_ENV,
  SUBJECT_TOKEN_FILE,
  SUBJECT_TOKEN_STDIN,
} from './subject-token.ts';

export const addWhoAmI: AddCommand = (program, terminal, end) => {
  program
    .command('whoami')
    .summary("what this job's platform token says, and what a gateway makes of it")
    .description(
      'Show which platform token is here, the workload it is of, and its claims: which are immutable, which are names ' +
        'that can change hands, and in which outsiders have a say. With --audience, ask the gateway for a token, give it ' +
        'back at once, and say what was granted; or why not and, where the gateway tells, what would have to change.',
    )
    .addOption(GATEWAY)
    .option('-a, --audience <audience>', 'the service that is asked for, by its audience or id')
    .option('-r, --resource <uri>', 'the same, by its audience or the address of a resource')
    .option('-s, --scope <scopes...>', "scopes that are asked for; the mapping's own")
    .option('-m, --mapping <id>', 'consider only this mapping')
    .addOption(SOURCE)
    .addOption(SUBJECT_TOKEN_FILE)
    .addOption(SUBJECT_TOKEN_STDIN)
    .addOption(SUBJECT_TOKEN_ENV)
    .addOption(SUBJECT_TOKEN_AUDIENCE)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  cambio whoami
  cambio whoami --audience deployer --gateway https://sts.acme.example
  cambio whoami --source kubernetes --json`,
    )
    .action(async (options) => {
      const { whoAmI } = await import('../whoami/who-am-i.ts');
      end(await whoAmI(options, terminal));
    });
};
