import { expect } from 'chai';
import { complaints, loaded } from './loading.ts';

const IN_MEMORY = 'unsafe: {storeInMemory: true}';

describe('workers', () => {
  it('are one by default, and as many as are asked for', () => {
    expect(loaded('').settings.workers).to.equal(1);
    expect(loaded('workers: 4').settings.workers).to.equal(4);
  });

  for (const wrong of ['0', '65', '1.5', '-2', 'auto']) {
    it(`are not ${wrong}`, () => {
      expect(complaints(`workers: ${wrong}`)).to.have.length(1);
    });
  }

  it('name each store they would not share', () => {
    const memory = '"sqlite::memory:"';
    const stores = (ledger: string, marks: string) =>
      `ledger: {url: ${ledger}}\nmarks: {url: ${marks}}\n${IN_MEMORY}`;
    const because =
      'must be a file with several workers: what one process has in memory, the others do not see';
    const named = (text: string) => complaints(text).map((line) => line.replace(/^\S+ /, ''));
    expect(named(`workers: 2\n${stores(memory, 'ledger')}`)).to.deep.equal([`ledger.url ${because}`]);
    expect(named(`workers: 2\n${stores('sqlite:x', memory)}`)).to.deep.equal([`marks.url ${because}`]);
    expect(named(`workers: 1\n${stores(memory, 'ledger')}`)).to.deep.equal([]);
  });
});
