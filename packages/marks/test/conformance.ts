import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import type { MarksStore } from '../src/index.ts';

/** Marks under test on a store of their own, and what the suite must be able to do to them. */
export interface MarksUnderTest {
  /** Moves the adapter's clock. */
  readonly setNow: (seconds: number) => void;
  /** A further adapter on the same store, as another replica has it. */
  readonly another: () => Promise<MarksStore>;
  readonly marks: MarksStore;
  readonly close: () => Promise<void>;
}

const NOW = 1_800_000_000;

/** What every adapter of the marks port must do. Run against the real store, one fresh store per test. */
export function marksConformance(name: string, open: () => Promise<MarksUnderTest>): void {
  describe(`${name} as marks`, () => {
    let store: MarksUnderTest;

    beforeEach(async () => {
      store = await open();
      store.setNow(NOW);
    });
    afterEach(() => store.close());

    it('reserves a key once', async () => {
      expect(await store.marks.reserve('a', NOW + 300)).to.deep.equal(ok('reserved'));
      expect(await store.marks.reserve('a', NOW + 300)).to.deep.equal(ok('exists'));
    });

    it('tells keys apart byte by byte', async () => {
      const keys = ['a', 'A', 'a ', 'á', 'a\u0301', '', 'a\u0000', 'a'.repeat(100_000), 'a'.repeat(100_001)];
      const answers = await Promise.all(keys.map((key) => store.marks.reserve(key, NOW + 300)));
      expect(answers).to.deep.equal(keys.map(() => ok('reserved')));
    });

    for (const stated of [NOW + 300, 0, -1, 0.5, 1e300, Number.NaN]) {
      it(`reserves a key once that states ${stated}`, async () => {
        const other = await store.another();
        expect(await store.marks.reserve('a', NOW + 300, stated)).to.deep.equal(ok('reserved'));
        expect(await store.marks.reserve('b', NOW + 300, stated)).to.deep.equal(ok('reserved'));
        expect(await other.reserve('a', NOW + 300, stated)).to.deep.equal(ok('exists'));
      });
    }

    it('answers exactly one of fifty concurrent calls, through two adapters', async () => {
      const other = await store.another();
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, i) => (i % 2 === 0 ? store.marks : other).reserve('a', NOW + 300)),
      );
      expect(answers.filter((answer) => answer.ok && answer.value === 'reserved')).to.have.length(1);
      expect(answers.filter((answer) => answer.ok && answer.value === 'exists')).to.have.length(49);
    });

    it('answers each of hundreds of concurrent calls for its own key', async () => {
      const calls = Array.from({ length: 600 }, (_, i) => `key ${i % 200}`);
      const answers = await Promise.all(calls.map((key) => store.marks.reserve(key, NOW + 300)));
      expect(answers).to.deep.equal(calls.map((_, i) => ok(i < 200 ? 'reserved' : 'exists')));
    });

    it('shows a reservation to every adapter as soon as it is answered', async () => {
      const other = await store.another();
      await store.marks.reserve('a', NOW + 300);
      expect(await other.reserve('a', NOW + 300)).to.deep.equal(ok('exists'));
    });

    it('holds a key until its time is over, and not longer', async () => {
      await store.marks.reserve('a', NOW + 300);
      store.setNow(NOW + 300);
      expect(await store.marks.reserve('a', NOW + 600)).to.deep.equal(ok('exists'));
      store.setNow(NOW + 301);
      expect(await store.marks.reserve('a', NOW + 600)).to.deep.equal(ok('reserved'));
      expect(await store.marks.reserve('a', NOW + 600)).to.deep.equal(ok('exists'));
    });

    it('does not let a second call prolong the first', async () => {
      await store.marks.reserve('a', NOW + 300);
      await store.marks.reserve('a', NOW + 900);
      store.setNow(NOW + 301);
      expect(await store.marks.reserve('a', NOW + 900)).to.deep.equal(ok('reserved'));
    });

    for (const until of [Number.NaN, Number.POSITIVE_INFINITY, 1e300]) {
      it(`cannot hold a key until ${until}, and that harms no other call`, async () => {
        const answers = await Promise.all([
          store.marks.reserve('a', until),
          store.marks.reserve('b', NOW + 300.5),
        ]);
        expect(answers).to.deep.equal([err('unavailable'), ok('reserved')]);
      });
    }

    it('answers exactly one of fifty concurrent calls whose time is over already', async () => {
      const answers = await Promise.all(Array.from({ length: 50 }, () => store.marks.reserve('a', NOW - 10)));
      expect(answers.filter((answer) => answer.ok && answer.value === 'reserved')).to.have.length(1);
    });

    it('answers, and holds nothing that ended long ago', async () => {
      expect(await store.marks.ping()).to.deep.equal(ok(undefined));
      expect((await store.marks.sweep()).ok).to.equal(true);
    });

    it('counts by name and key, down to nothing and not below', async () => {
      const { take } = store.marks.rateLimit('failures', { points: 2, perSeconds: 60 });
      const other = store.marks.rateLimit('look-ups', { points: 2, perSeconds: 60 });
      const left = async (taken: typeof take, key: string) => (await taken(key)).left;
      expect([await left(take, 'a'), await left(take, 'a'), await left(take, 'a')]).to.deep.equal([1, 0, 0]);
      expect(await left(take, 'b')).to.equal(1);
      expect(await left(other.take, 'a')).to.equal(1);
      expect((await take('a')).resetsIn).to.be.within(1, 60);
    });

    it('tells of a change within the process that made it', async () => {
      await new Promise<void>((resolve) => {
        store.marks.listen('trust', resolve);
        void store.marks.announce('trust');
      });
    });

    it('tells nobody who has stopped listening', async () => {
      const heard: string[] = [];
      await listening(store.marks);
      store.marks.listen('keys', () => heard.push('stopped'))();
      const changed = new Promise<void>((resolve) => store.marks.listen('keys', resolve));
      await store.marks.announce('keys');
      await changed;
      expect(heard).to.deep.equal([]);
    });
  });
}

/** Until its announcements arrive. */
export async function listening(marks: MarksStore): Promise<void> {
  const heard = Promise.withResolvers<void>();
  const stop = marks.listen('trust', heard.resolve);
  await marks.announce('trust');
  await heard.promise;
  stop();
}
