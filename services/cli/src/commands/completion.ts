import { Argument } from '@commander-js/extra-typings';
import type { AddCommand } from '../add-command.ts';
import { EXIT } from '../exit-code.ts';

export const addCompletion: AddCommand = (program, terminal, end) => {
  program
    .command('completion')
    .summary('have a shell complete commands and options')
    .description(
      'Print a script for a shell, which then completes the commands, options and values of cambio.',
    )
    .addArgument(new Argument('<shell>', 'which shell').choices(['bash', 'zsh', 'fish'] as const))
    .addHelpText(
      'after',
      `
Examples:
  cambio completion bash > ~/.local/share/bash-completion/completions/cambio
  cambio completion zsh > ~/.zfunc/_cambio             where ~/.zfunc is in fpath
  cambio completion fish > ~/.config/fish/completions/cambio.fish`,
    )
    .action(async (shell) => {
      const { completionScript } = await import('../completion/script.ts');
      terminal.write(completionScript(program, shell));
      end(EXIT.done);
    });
};
