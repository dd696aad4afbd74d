import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { bashScript } from './bash.ts';
import { fishScript } from './fish.ts';
import { completedCommands } from './model.ts';
import { zshScript } from './zsh.ts';

export type Shell = 'bash' | 'zsh' | 'fish';

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript };

/** What a shell has to read to complete the words of this program. */
export function completionScript(program: CommandUnknownOpts, shell: Shell): string {
  return SCRIPTS[shell](completedCommands(program));
}
