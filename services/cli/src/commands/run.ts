import { Option } from '@commander-js/extra-typings';
import type { AddCommand } from '../add-command.ts';
import { GATEWAY } from '../options/gateway.ts';
import { PLATFORM_TOKEN } from '../options/platform-token.ts';
import { repeated } from '../options/repeated.ts';
import { MAPPING, SCOPE } from '../options/request.ts';
import { variableName } from '../options/variable-name.ts';
import { withOptions } from '../options/with-options.ts';

export const addRun: AddCommand = (program, terminal, end) => {
  withOptions(
    program
      .command('run')
      .summary('run a command that has a token as long as it runs')
      .description(
        'Run a command with a token in its environment, or in a file or behind a socket, where the token is replaced ' +
          'before it expires. When the command has ended, its tokens are revoked. Signals are passed on to the command, ' +
          'and its exit code is kept; 128 and the number of the signal where one ended it.',
      )
      .requiredOption(
        '-a, --audience <audience[=variable]>',
        'the service the token is for, by its audience or id; again for further services, with a variable for each',
        repeated,
      )
      .addOption(GATEWAY)
      .addOption(SCOPE)
      .addOption(MAPPING)
      .option(
        '-e, --env <variable>',
        'the variable for the token, or for the path of file or socket; CAMBIO_TOKEN…',
        variableName,
      )
      .addOption(
        new Option('-f, --file', 'hand the token over in a file: CAMBIO_TOKEN_FILE is its path').conflicts(
          'socket',
        ),
      )
      .option(
        '--socket',
        'hand it over by a Unix socket that sends it to whoever connects: CAMBIO_TOKEN_SOCKET',
      ),
    PLATFORM_TOKEN,
  )
    .argument('<command...>', 'the command and its arguments')
    .passThroughOptions()
    .addHelpText(
      'after',
      `
A token in the environment is never replaced: for what runs longer than a token lives, take --file or --socket.

Examples:
  cambio run --audience deployer -- ./deploy.sh                  the token is in CAMBIO_TOKEN
  cambio run --audience deployer --file -- ./deploy.sh           the path of its file is in CAMBIO_TOKEN_FILE
  cambio run --audience deployer --env DEPLOY_TOKEN --scope deploy:read -- ./look.sh
  cambio run --audience deployer=DEPLOY_TOKEN --audience packages=NPM_TOKEN -- ./release.sh`,
    )
    .action(async (command, options) => {
      const { runWithToken } = await import('../run/run-with-token.ts');
      end(await runWithToken(command, options, terminal));
    });
};
