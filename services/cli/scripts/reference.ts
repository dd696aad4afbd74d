/** Writes `docs/reference/cli.md` from the program's own help; with `--check`, only says whether it is current. */
import type { Command, CommandUnknownOpts } from '@commander-js/extra-typings';
import { keepGenerated } from '../../../.ci/generated.ts';
import { createProgram } from '../src/program.ts';

const said: string[] = [];
const ignore = () => {};
const program = createProgram(
  {
    env: {},
    now: () => 0,
    colour: false,
    write: (text) => said.push(text),
    note: ignore,
    readInput: async () => '',
    wait: async () => {},
    signals: { on: ignore, off: ignore },
    interactive: false,
    coreFilter: undefined,
  },
  '0.0.0',
  ignore,
);

const text = `# The command line

<!-- Made by services/cli/scripts/reference.ts from the help of each command. -->

${program.description()} What all commands have in common is in [the README](../../services/cli/README.md).

${sectionsOf(program, 'cambio').join('\n')}`;

keepGenerated('@cambio/cli', { 'docs/reference/cli.md': text });

/** A section for each command that does something by itself. */
function sectionsOf(command: Command | CommandUnknownOpts, name: string): readonly string[] {
  if (command.commands.length === 0) return [section(command, name)];
  return command.commands.flatMap((each) => sectionsOf(each, `${name} ${each.name()}`));
}

function section(command: Command | CommandUnknownOpts, name: string): string {
  const help = command.createHelp();
  const rows = [
    ...command.registeredArguments.map((each) => [`<${each.name()}>`, help.argumentDescription(each)]),
    ...help.visibleOptions(command).map((each) => [each.flags, help.optionDescription(each)]),
  ];
  return `## ${name}

${command.description()}

\`\`\`text
${name} ${command.usage()}
\`\`\`

| | |
|---|---|
${rows.map(([what = '', text = '']) => `| \`${what}\` | ${cell(text)} |`).join('\n')}
${addedTo(command)}`;
}

/** What follows the options in the help: remarks, and the examples. */
function addedTo(command: Command | CommandUnknownOpts): string {
  said.length = 0;
  command.outputHelp();
  const added = said.join('').slice(command.helpInformation().length).trim();
  return added === '' ? '' : `\n\`\`\`text\n${added}\n\`\`\`\n`;
}

function cell(words: string): string {
  return words.replaceAll('|', '\\|');
}
