import type { CommandUnknownOpts, Option } from '@commander-js/extra-typings';

/** A command as far as a shell helps to type it. */
export interface Completed {
  /** Its words behind the program's name: `credential git`; empty for the program itself. */
  readonly path: string;
  readonly subcommands: readonly Named[];
  readonly options: readonly CompletedOption[];
  /** What its arguments are. */
  readonly operands: Value;
}

export interface Named {
  readonly name: string;
  readonly summary: string;
}

export interface CompletedOption {
  /** `-a` and `--audience`, or one of them. */
  readonly flags: readonly string[];
  readonly summary: string;
  /** Absent: the option stands alone. */
  readonly value?: Value;
}

/** What can be offered for a value: words, files, the programs on the path, or nothing that a shell knows. */
export type Value =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'files' | 'programs' | 'anything' };

/** All commands of a program, the program itself first. */
export function completedCommands(program: CommandUnknownOpts, path = ''): readonly Completed[] {
  const children = program.commands.map((command) => ({
    command,
    path: path === '' ? command.name() : `${path} ${command.name()}`,
  }));
  return [
    describe(program, path),
    ...children.flatMap((child) => completedCommands(child.command, child.path)),
  ];
}

function describe(command: CommandUnknownOpts, path: string): Completed {
  const help = command.createHelp();
  const [argument] = command.registeredArguments;
  return {
    path,
    subcommands: help.visibleCommands(command).map((each) => ({
      name: each.name(),
      summary: each.summary(),
    })),
    options: help.visibleOptions(command).map(describeOption),
    operands:
      argument === undefined ? { kind: 'anything' } : valueNamed(argument.name(), argument.argChoices),
  };
}

function describeOption(option: Option): CompletedOption {
  const flags = [option.short, option.long].filter((flag) => flag !== undefined && flag !== null);
  const takesValue = option.required || option.optional;
  const name = /[<[]([^\]>.]+)/.exec(option.flags)?.[1] ?? '';
  return {
    flags,
    summary: option.description,
    ...(takesValue && { value: valueNamed(name, option.argChoices) }),
  };
}

/** By the choices there are, or by what the value is called in the help. */
function valueNamed(name: string, choices: readonly string[] | undefined): Value {
  if (choices !== undefined) return { kind: 'words', words: choices };
  if (/^(file|folder|paths?)$/.test(name)) return { kind: 'files' };
  return { kind: name === 'command' ? 'programs' : 'anything' };
}
