import { styleText } from 'node:util';
import { expect } from 'chai';
import { columns } from '../../src/text/columns.ts';

describe('columns', () => {
  it('are as wide as their widest cell, and end where the text does', () => {
    expect(
      columns([
        ['a', 'bcd', 'e'],
        ['fgh', 'i'],
      ]),
    ).to.equal('a    bcd  e\nfgh  i\n');
  });

  it('are the same with colour, which takes no room', () => {
    const red = styleText('red', 'a', { validateStream: false });
    expect(
      columns(
        [
          [red, 'b'],
          ['cd', 'e'],
        ],
        '> ',
      ),
    ).to.equal(`> ${red}   b\n> cd  e\n`);
  });

  it('are nothing where there are no rows', () => {
    expect(columns([])).to.equal('');
  });
});
