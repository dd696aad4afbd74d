import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { expect } from 'chai';
import { asCalled, complaintOf, inert } from './inert.ts';
import { calls } from './shell-words.ts';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));

/** Every page but the reference, which is generated from the commands themselves. */
const PAGES = globSync(
  ['*.md', 'docs/**/*.md', '{packages,services,templates,config}/**/*.md', 'config/trust/**/*.md'],
  { cwd: ROOT, exclude: ['**/node_modules/**', 'CHANGELOG.md', 'docs/reference/cli.md'] },
).sort();

const FENCED = /^(\s*)```\w*\n(.*?)^\1```$/gms;

/** What is called in lines for a shell, and in those of platforms' files: at the beginning of a command, wherever that is. */
const CALLED = /(?:^|[;&|(!]|^-|\brun:|\bscript:|\bexec|\bpnpm(?: --silent)?|\$)[ "'!-]*cambio (?!-\s)/m;

/** The calls in blocks of code. */
function callsOf(text: string): readonly (readonly string[])[] {
  const lines = [...text.matchAll(FENCED)].flatMap(([, , block = '']) =>
    block.replaceAll(/ \\\n\s*/g, ' ').split('\n'),
  );
  return lines
    .filter((line) => CALLED.test(line))
    .flatMap((line) => calls(line.replace(/(^|\s)#.*$/, '').replaceAll(/"(\$\w+)"/g, '$1')));
}

/** The words of what is named in running text, as `cambio exchange --audience …`. */
function namesIn(text: string): readonly (readonly string[])[] {
  const running = text.replaceAll(FENCED, '');
  return [...running.matchAll(/`cambio ([^`]+)`/g)].map(([, words = '']) => words.split(/\s+/));
}

/** The word that is no command or option of the program; `undefined` where all are. */
function unknownOf(words: readonly string[]): string | undefined {
  let command: CommandUnknownOpts = inert();
  const rest = [...words];
  while (rest[0] !== undefined && command.commands.length > 0 && !rest[0].startsWith('-')) {
    const next = command.commands.find((each) => each.name() === rest[0]);
    if (next === undefined) return rest[0];
    command = next;
    rest.shift();
  }
  const end = rest.indexOf('--');
  return (end === -1 ? rest : rest.slice(0, end))
    .map((word) => word.replace(/=.*$/, ''))
    .filter((word) => /^--?[a-z]/.test(word))
    .find((word) => !command.options.some(({ long, short }) => word === long || word === short));
}

describe('what the pages say of the command line', () => {
  const called = PAGES.map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));

  it('is looked for on all of them', () => {
    expect(called.flatMap(({ text }) => callsOf(text)).length).to.be.at.least(60);
    expect(called.flatMap(({ text }) => namesIn(text)).length).to.be.at.least(80);
  });

  for (const { path, text } of called) {
    const given = callsOf(text);
    const named = namesIn(text);
    if (given.length + named.length === 0) continue;
    it(`is right in ${path}`, () => {
      for (const args of given.map(asCalled))
        expect(complaintOf(args), `cambio ${args.join(' ')}`).to.equal(undefined);
      for (const words of named) expect(unknownOf(words), `cambio ${words.join(' ')}`).to.equal(undefined);
    });
  }

  it('would show what is wrong', () => {
    expect(callsOf('```sh\n$ cambio exchange --audence x   # no\n```\n')).to.deep.equal([
      ['exchange', '--audence', 'x'],
    ]);
    expect(namesIn('with `cambio trust plans --data x`')).to.deep.equal([['trust', 'plans', '--data', 'x']]);
    expect(unknownOf(['trust', 'plans'])).to.equal('plans');
    expect(unknownOf(['exchange', '--audence', 'x'])).to.equal('--audence');
  });
});
