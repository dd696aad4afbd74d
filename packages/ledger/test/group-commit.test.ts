import { setImmediate as turn } from 'node:timers/promises';
import { expect } from 'chai';
import { groupCommit } from '../src/group-commit.ts';

/** A commit begins in the second turn after something was added. */
async function twoTurns(): Promise<void> {
  await turn();
  await turn();
}

describe('groupCommit', () => {
  /** Commits that end when the test says so, and what was in them. */
  function underTest(limits: { readonly batch: number; readonly capacity: number }) {
    const batches: (readonly number[])[] = [];
    const endings: PromiseWithResolvers<void>[] = [];
    let time = 0;
    const commits = groupCommit<number, string>({
      ...limits,
      patience: 3000,
      now: () => time,
      refused: 'refused',
      commit: async (batch) => {
        const ending = Promise.withResolvers<void>();
        batches.push(batch);
        endings.push(ending);
        await ending.promise;
        return batch.map((item) => `${item} done`);
      },
    });
    const pass = (milliseconds: number) => {
      time += milliseconds;
    };
    return { batches, endings, commits, pass };
  }

  it('puts what comes in one turn into one commit, and answers after it', async () => {
    const { batches, endings, commits } = underTest({ batch: 10, capacity: 10 });
    const answers = [1, 2, 3].map((item) => commits.add(item));
    let answered = false;
    const all = Promise.all(answers).finally(() => {
      answered = true;
    });
    await twoTurns();
    expect(batches).to.deep.equal([[1, 2, 3]]);
    await turn();
    expect(answered).to.equal(false);
    endings[0]?.resolve();
    expect(await all).to.deep.equal(['1 done', '2 done', '3 done']);
  });

  it('waits for one more turn as long as the last brought half as many again', async () => {
    const { batches, endings, commits } = underTest({ batch: 100, capacity: 100 });
    const answers: Promise<string>[] = [];
    for (const added of [2, 2, 3, 3]) {
      for (let item = 0; item < added; item += 1) answers.push(commits.add(answers.length));
      await turn();
    }
    expect(batches.map(({ length }) => length)).to.deep.equal([10]);
    endings[0]?.resolve();
    expect(await Promise.all(answers)).to.have.length(10);
  });

  it('puts what comes during a commit into the next, in order and never two at once', async () => {
    const { batches, endings, commits } = underTest({ batch: 2, capacity: 10 });
    const first = commits.add(1);
    await twoTurns();
    const rest = [2, 3, 4].map((item) => commits.add(item));
    await turn();
    expect(batches).to.deep.equal([[1]]);
    endings[0]?.resolve();
    await first;
    await turn();
    expect(batches).to.deep.equal([[1], [2, 3]]);
    endings[1]?.resolve();
    await twoTurns();
    expect(batches).to.deep.equal([[1], [2, 3], [4]]);
    endings[2]?.resolve();
    expect(await Promise.all(rest)).to.deep.equal(['2 done', '3 done', '4 done']);
  });

  it('refuses at once what is beyond its capacity', async () => {
    const { endings, commits } = underTest({ batch: 10, capacity: 2 });
    const waiting = [commits.add(1), commits.add(2)];
    expect(await commits.add(3)).to.equal('refused');
    await twoTurns();
    endings[0]?.resolve();
    expect(await Promise.all(waiting)).to.deep.equal(['1 done', '2 done']);
  });

  it('refuses what has waited too long for the commit before it, and goes on with the rest', async () => {
    const { batches, endings, commits, pass } = underTest({ batch: 1, capacity: 10 });
    const first = commits.add(1);
    await twoTurns();
    const late = [commits.add(2), commits.add(3)];
    pass(2000);
    const rest = commits.add(4);
    pass(1001);
    endings[0]?.resolve();
    expect(await first).to.equal('1 done');
    expect(await Promise.all(late)).to.deep.equal(['refused', 'refused']);
    endings[1]?.resolve();
    expect(await rest).to.equal('4 done');
    expect(batches).to.deep.equal([[1], [4]]);
  });

  it('hands a failure to its own batch alone, and starts again after it', async () => {
    const { endings, commits } = underTest({ batch: 1, capacity: 10 });
    const [failing, next] = [commits.add(1), commits.add(2)];
    const failure = failing.catch((error: unknown) => error);
    await twoTurns();
    endings[0]?.reject(new Error('broken'));
    expect(await failure)
      .to.be.instanceOf(Error)
      .with.property('message', 'broken');
    await turn();
    endings[1]?.resolve();
    expect(await next).to.equal('2 done');
    const later = commits.add(3);
    await twoTurns();
    endings[2]?.resolve();
    expect(await later).to.equal('3 done');
  });

  it('leaves nobody waiting when a commit forgets an answer', async () => {
    const commits = groupCommit<number, string>({
      batch: 10,
      capacity: 10,
      patience: 3000,
      now: () => 0,
      refused: 'refused',
      commit: async () => ['done'],
    });
    const answers = await Promise.allSettled([commits.add(1), commits.add(2)]);
    expect(answers.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected']);
  });
});
