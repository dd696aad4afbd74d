import type { CommandUnknownOpts } from '@commander-js/extra-typings';

/** A command that does something by itself, and its words behind the program's name. */
export interface Leaf {
  readonly path: string;
  readonly command: CommandUnknownOpts;
}

export function leaves(command: CommandUnknownOpts, path = ''): readonly Leaf[] {
  if (command.commands.length === 0) return [{ path, command }];
  return command.commands.flatMap((each) =>
    leaves(each, path === '' ? each.name() : `${path} ${each.name()}`),
  );
}

/** All that `--help` prints, what was added to it included. */
export function helpOf(command: CommandUnknownOpts): string {
  let help = '';
  command.configureOutput({
    writeOut: (text) => {
      help += text;
    },
    getOutHasColors: () => false,
  });
  command.outputHelp();
  return help;
}
