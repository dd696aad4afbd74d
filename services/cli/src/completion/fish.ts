import type { Completed, CompletedOption, Value } from './model.ts';

/** A script for fish: a line for each word, with the command it belongs to and what it is for. */
export function fishScript(commands: readonly Completed[]): string {
  const paths = commands.map(({ path }) => path).filter((path) => path !== '');
  const lines = commands.flatMap(({ path, subcommands, options, operands }) => {
    const at = `complete -c cambio -n ${quote(`__cambio_at ${quote(path)}`)}`;
    return [
      ...subcommands.map(({ name, summary }) => `${at} -a ${name} -d ${quote(summary)}`),
      ...options.map((option) => `${at} ${flagsOf(option)} -d ${quote(option.summary)}`),
      ...operandLines(at, operands),
    ];
  });
  return `# Completion of cambio for fish; made by \`cambio completion fish\`.
function __cambio_at
    set -l at
    for word in (commandline -opc)[2..]
        set -l next (string join -- ' ' $at $word)
        contains -- $next ${paths.map(quote).join(' ')}; and set at $next
    end
    test "$at" = $argv[1]
end
complete -c cambio -f
${lines.join('\n')}
`;
}

function flagsOf({ flags, value }: CompletedOption): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  return [...names, ...(value === undefined ? [] : [completionOf(value)])].join(' ');
}

function completionOf(value: Value): string {
  switch (value.kind) {
    case 'words':
      return `-x -a ${quote(value.words.join(' '))}`;
    case 'files':
      return '-r -F';
    case 'programs':
    case 'anything':
      return '-x';
  }
}

function operandLines(at: string, value: Value): string[] {
  switch (value.kind) {
    case 'words':
      return [`${at} -a ${quote(value.words.join(' '))}`];
    case 'files':
      return [`${at} -F`];
    case 'programs':
      return [`${at} -a '(__fish_complete_command)'`];
    case 'anything':
      return [];
  }
}

/** Within single quotes fish knows two escapes. */
function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
