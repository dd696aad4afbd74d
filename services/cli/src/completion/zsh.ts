import type { Completed, Value } from './model.ts';
import { quote } from './quote.ts';

/** A script for zsh, which also shows what each word is for. */
export function zshScript(commands: readonly Completed[]): string {
  const paths = commands.map(({ path }) => path).filter((path) => path !== '');
  const values = commands.flatMap(({ path, options }) =>
    options.flatMap(({ flags, value }) =>
      value === undefined
        ? []
        : [`    (${flags.map((flag) => quote(`${path}|${flag}`)).join('|')}) ${offer(value)}; return ;;`],
    ),
  );
  const words = commands.map(({ path, subcommands, options, operands }) => {
    const named = [
      ...subcommands.map(({ name, summary }) => described(name, summary)),
      ...options.flatMap(({ flags, summary }) => flags.map((flag) => described(flag, summary))),
    ];
    return `    (${quote(path)}) found=(${named.join(' ')}); [[ $PREFIX == -* ]] || ${offer(operands)} ;;`;
  });
  return `#compdef cambio
# Completion of cambio for zsh; made by \`cambio completion zsh\`.
_cambio() {
  local at= word i
  local -a found
  for ((i = 2; i < CURRENT; i++)); do
    word=\${words[i]}
    if [[ $word == -- ]]; then
      _command_names -e
      return
    fi
    case "\${at:+$at }$word" in
    (${paths.map(quote).join('|')}) at="\${at:+$at }$word" ;;
    esac
  done
  case "$at|\${words[CURRENT-1]}" in
${values.join('\n')}
  esac
  case "$at" in
${words.join('\n')}
  esac
  _describe cambio found
}
if [[ $funcstack[1] == _cambio ]]; then _cambio "$@"; else compdef _cambio cambio; fi
`;
}

function offer(value: Value): string {
  switch (value.kind) {
    case 'words':
      return `compadd -- ${value.words.map(quote).join(' ')}`;
    case 'files':
      return '_files';
    case 'programs':
      return '_command_names -e';
    case 'anything':
      return 'true';
  }
}

/** A word and what it is for, as \`_describe\` takes them. */
function described(word: string, summary: string): string {
  return quote(`${word}:${summary.replaceAll(':', '\\:')}`);
}
