import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import type { AddCommand } from '../add-command.ts';

export const addDemo: AddCommand = (program, terminal, end) => {
  program
    .command('demo')
    .summary('see the whole path on this machine, in a minute')
    .description(
      'Start a platform shaped like GitHub Actions and the gateway with the example trust documents, both on this ' +
        'machine alone; make one exchange that is allowed and one that is not, and explain both. Then stay up, with ' +
        'the console, for you to try.',
    )
    .option(
      '-d, --data <folder>',
      'keep settings, trust documents and store there; a folder that goes with the demo',
    )
    .option('-p, --port <port>', "the gateway's port; 8080, or any that is free", portNumber)
    .option('--once', 'stop after the tour')
    .addOption(
      new Option('--platform', 'start the platform only, and print what its job gets').conflicts([
        'once',
        'port',
      ]),
    )
    .addHelpText(
      'after',
      `
Examples:
  cambio demo
  cambio demo --data ./demo
  cambio demo --platform      to try \`cambio serve\` and \`cambio exchange\` by hand`,
    )
    .action(async (options) => {
      const { demo } = await import('../demo/demo.ts');
      end(await demo(options, terminal));
    });
};

function portNumber(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port > 0 && port < 65_536) return port;
  throw new InvalidArgumentError('A port is a number from 1 to 65535.');
}
