import type { Completed, Value } from './model.ts';
import { quote } from './quote.ts';

/** A script for bash: finds the command among the words typed so far, then what may come next. */
export function bashScript(commands: readonly Completed[]): string {
  const paths = commands.map(({ path }) => path).filter((path) => path !== '');
  const values = commands.flatMap(({ path, options }) =>
    options.flatMap(({ flags, value }) =>
      value === undefined
        ? []
        : [`    ${flags.map((flag) => quote(`${path}|${flag}`)).join(' | ')}) ${reply(value)} ;;`],
    ),
  );
  const words = commands.map(({ path, subcommands, options, operands }) => {
    const names = [...subcommands.map(({ name }) => name), ...options.flatMap(({ flags }) => flags)];
    return `    ${quote(path)}) words=${quote(names.join(' '))} operands=${quote(operandsOf(operands))} ;;`;
  });
  return `# Completion of cambio for bash; made by \`cambio completion bash\`.
_cambio() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} path= words= operands= i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    if [[ \${COMP_WORDS[i]} == -- ]]; then
      mapfile -t COMPREPLY < <(compgen -c -f -- "$cur")
      return
    fi
    case "\${path:+$path }\${COMP_WORDS[i]}" in
    ${paths.map(quote).join(' | ')}) path="\${path:+$path }\${COMP_WORDS[i]}" ;;
    esac
  done
  case "$path|$prev" in
${values.join('\n')}
  esac
  case "$path" in
${words.join('\n')}
  esac
  mapfile -t COMPREPLY < <(
    compgen -W "$words" -- "$cur"
    if [[ $cur != -* && $operands != '' ]]; then eval "compgen $operands -- \\"\\$cur\\""; fi
  )
}
complete -F _cambio cambio
`;
}

function reply(value: Value): string {
  switch (value.kind) {
    case 'words':
      return `mapfile -t COMPREPLY < <(compgen -W ${quote(value.words.join(' '))} -- "$cur"); return`;
    case 'files':
      return 'mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return';
    case 'programs':
    case 'anything':
      return 'return';
  }
}

/** The options of `compgen` for what a command's arguments are. */
function operandsOf(value: Value): string {
  switch (value.kind) {
    case 'words':
      return `-W '${value.words.join(' ')}'`;
    case 'files':
      return '-f';
    case 'programs':
      return '-c';
    case 'anything':
      return '';
  }
}
