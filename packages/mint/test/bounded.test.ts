import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { bounded } from '../src/bounded.ts';

describe('bounded', () => {
  it('runs so many at a time, the others in their order, and turns the rest away at once', async () => {
    const run = bounded({ running: 2, waiting: 3 });
    const gates = Array.from({ length: 5 }, () => Promise.withResolvers<void>());
    const started: number[] = [];
    const runs = gates.map((gate, index) =>
      run(async () => {
        started.push(index);
        await gate.promise;
        return ok(index);
      }),
    );
    expect(await run(async () => ok(9))).to.deep.equal(err('unavailable'));
    expect(started).to.deep.equal([0, 1]);
    for (const [index, gate] of gates.entries()) {
      gate.resolve();
      expect(await runs[index]).to.deep.equal(ok(index));
    }
    expect(started).to.deep.equal([0, 1, 2, 3, 4]);
    expect(await run(async () => ok(9))).to.deep.equal(ok(9));
  });

  it('goes on after work that threw', async () => {
    const run = bounded({ running: 1, waiting: 1 });
    const thrown = run(() => Promise.reject(new Error('a bug')));
    const waiting = run(async () => ok(1));
    expect(await thrown.catch((error: unknown) => String(error))).to.equal('Error: a bug');
    expect(await waiting).to.deep.equal(ok(1));
  });
});
