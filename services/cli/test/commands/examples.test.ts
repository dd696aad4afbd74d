import { expect } from 'chai';
import { helpOf, leaves } from './help.ts';
import { asCalled, complaintOf, inert } from './inert.ts';
import { calls } from './shell-words.ts';

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
