import { expect } from 'chai';
import { commandsFor } from '../../src/frame/commands.ts';

describe('commandsFor', () => {
  const titles = (typed: string) => commandsFor(typed).map(({ title }) => title);

  it('offers everything at first', () => {
    expect(titles('')).to.include.members(['Overview', 'Decisions', 'Theme: dark', 'Log out']);
  });

  it('finds by any part of any word, and offers to look for a workload', () => {
    expect(titles('THE dar')).to.deep.equal(['Theme: dark', 'Workloads named “THE dar”']);
  });

  it('opens a decision by its id', () => {
    const [command, ...others] = commandsFor(' 01A201C6-8777-72A2-8897-BE0CE4FB2CEC ');
    expect(command).to.deep.include({ kind: 'decision', decision: '01a201c6-8777-72a2-8897-be0ce4fb2cec' });
    expect(others).to.deep.equal([]);
  });
});
