import { expect } from 'chai';
import { arrive, EMPTY_FEED, type Feed, joined, pause, resume } from '../../src/pages/decisions/feed.ts';

interface Item {
  readonly id: string;
}

const items = (...ids: readonly string[]): readonly Item[] => ids.map((id) => ({ id }));
const ids = (list: readonly Item[]) => list.map(({ id }) => id);

describe('the feed of decisions', () => {
  const filled = items('a', 'b').reduce<Feed<Item>>(arrive, EMPTY_FEED);

  it('shows the newest first, and each once', () => {
    expect(ids(arrive(filled, { id: 'a' }).shown)).to.deep.equal(['b', 'a']);
  });

  it('keeps what comes while it is paused, and shows it when it goes on', () => {
    const paused = items('c', 'd', 'c', 'a').reduce<Feed<Item>>(arrive, pause(filled));
    expect(ids(paused.shown)).to.deep.equal(['b', 'a']);
    expect(ids(paused.waiting)).to.deep.equal(['d', 'c']);
    const going = resume(paused);
    expect(ids(going.shown)).to.deep.equal(['d', 'c', 'b', 'a']);
    expect([going.isPaused, going.waiting]).to.deep.equal([false, []]);
  });

  it('does not grow for ever', () => {
    const many = Array.from({ length: 2100 }, (_, number) => ({ id: String(number) }));
    const { shown } = many.reduce<Feed<Item>>(arrive, EMPTY_FEED);
    expect([shown.length, shown[0]?.id]).to.deep.equal([2000, '2099']);
  });

  it('says when it kept less than came, while it is paused and after', () => {
    const many = Array.from({ length: 2000 }, (_, number) => ({ id: String(number) }));
    const full = many.reduce<Feed<Item>>(arrive, EMPTY_FEED);
    expect(full.isCut).to.equal(false);
    expect(arrive(full, { id: 'one more' }).isCut).to.equal(true);
    expect(resume(arrive(pause(full), { id: 'one more' })).isCut).to.equal(true);
  });

  it('is joined with the pages that were read, without telling anything twice', () => {
    expect(ids(joined(items('d', 'c', 'b'), [items('b', 'a'), items('z')]))).to.deep.equal([
      'd',
      'c',
      'b',
      'a',
      'z',
    ]);
  });
});
