import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { admission } from '../src/admission.ts';

const SHED = err({ kind: 'interrupted', outage: 'overloaded' } as const);

describe('admission', () => {
  it('lets so many in at a time, whichever way they come, and asks nothing of the others', async () => {
    const { guard } = admission(2);
    const ending = Promise.withResolvers<void>();
    const asked: number[] = [];
    const slow = async (number: number) => {
      asked.push(number);
      await ending.promise;
      return ok(number);
    };
    const [one, other] = [guard(slow), guard(slow)];
    const first = [one(1), other(2)];
    expect(await one(3)).to.deep.equal(SHED);
    expect(await other(4)).to.deep.equal(SHED);
    ending.resolve();
    expect(await Promise.all(first)).to.deep.equal([ok(1), ok(2)]);
    expect(await one(5)).to.deep.equal(ok(5));
    expect(asked).to.deep.equal([1, 2, 5]);
  });

  it('has the place of one that failed for the next', async () => {
    const guarded = admission(1).guard(async () => {
      throw new TypeError('a bug');
    });
    for (let times = 0; times < 3; times += 1) {
      expect(await guarded().catch((error: unknown) => error)).to.be.instanceOf(TypeError);
    }
  });
});
