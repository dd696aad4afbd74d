import { expect } from 'chai';
import { createPoll } from '../../src/jobs/poll.ts';

describe('a poll', () => {
  /** A look that takes until it is told to end. */
  function slowLooks() {
    const looks: PromiseWithResolvers<void>[] = [];
    const poll = createPoll(() => {
      const look = Promise.withResolvers<void>();
      looks.push(look);
      return look.promise;
    }, 1000);
    return { poll, looks };
  }

  it('looks once at a time', async () => {
    const { poll, looks } = slowLooks();
    const both = [poll.look(), poll.look()];
    expect(looks).to.have.length(1);
    looks[0]?.resolve();
    await Promise.all(both);
  });

  it('looks afresh after a look that was under way', async () => {
    const { poll, looks } = slowLooks();
    const first = poll.look();
    const fresh = [poll.lookAfresh(), poll.lookAfresh()];
    looks[0]?.resolve();
    await first;
    await Promise.resolve();
    looks[1]?.resolve();
    await Promise.all(fresh);
    expect(looks).to.have.length(2);
  });
});
