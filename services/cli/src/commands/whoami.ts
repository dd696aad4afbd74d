import type { AddCommand } from '../add-command.ts';
import { EXCHANGE } from '../options/request.ts';
import { withOptions } from '../options/with-options.ts';

export const addWhoAmI: AddCommand = (program, terminal, end) => {
  withOptions(
    program
      .command('whoami')
      .summary("what this job's platform token says, and what a gateway makes of it")
      .description(
        'Show which platform token is here, the workload it is of, and its claims: which are immutable, which are names ' +
          'that can change hands, and in which outsiders have a say. With --audience, ask the gateway for a token, give it ' +
          'back at once, and say what was granted; or why not and, where the gateway tells, what would have to change.',
      ),
    EXCHANGE,
  )
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
