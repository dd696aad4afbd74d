import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { CommanderError } from '@commander-js/extra-typings';
import { expect } from 'chai';
import { createProgram } from '../../src/program.ts';
import { terminalUnderTest } from '../terminal-under-test.ts';
import { helpOf, leaves } from './help.ts';
import { calls } from './shell-words.ts';

/** The program without what its commands do. */
function inert(): CommandUnknownOpts {
  const program = createProgram(terminalUnderTest(), '0.0.0', () => {});
  for (const { command } of leaves(program)) command.action(() => {});
  return program;
}

function complaintOf(args: readonly string[]): string | undefined {
  try {
    inert().parse(args, { from: 'user' });
    return undefined;
  } catch (error) {
    if (error instanceof CommanderError) return error.message;
    throw error;
  }
}

/** As it arrives: git adds the operation to the command it is configured with. */
function asCalled(args: readonly string[]): readonly string[] {
  const isOfGit = args[0] === 'credential' && args[1] === 'git' && args.at(-1) !== 'get';
  return isOfGit ? [...args, 'get'] : args;
}

describe('the help of every command', () => {
  for (const { path, command } of leaves(inert())) {
    const help = helpOf(command);

    it(`says of ${path} what it is and how it is used`, () => {
      expect(command.summary()).not.to.equal('');
      expect(help).to.contain(`Usage: cambio ${path} `).and.contain('\nExamples:\n');
      for (const option of command.options) expect(option.description, option.flags).not.to.equal('');
    });

    it(`has examples of ${path} that it takes`, () => {
      const [, examples = ''] = help.split('\nExamples:\n');
      const given = calls(examples);
      expect(
        given.filter((args) => args.slice(0, path.split(' ').length).join(' ') === path),
      ).not.to.deep.equal([]);
      for (const args of given.map(asCalled))
        expect(complaintOf(args), `cambio ${args.join(' ')}`).to.equal(undefined);
    });
  }

  it('would show an example that is wrong', () => {
    expect(complaintOf(['exchange', '--audence', 'x'])).to.contain('unknown option');
    expect(complaintOf(['exchange', '--output', 'xml'])).to.contain('Allowed choices');
    expect(complaintOf(['credential', 'git', 'get'])).to.contain('not specified');
  });
});
