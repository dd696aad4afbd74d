import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect } from 'chai';
import { logLines } from '../../src/serve/log-lines.ts';

describe('logLines', () => {
  it('writes the lines of one turn together, in order', async () => {
    const written: string[] = [];
    const lines = logLines((text) => written.push(text));
    lines.write('one\n');
    lines.write('two\n');
    expect(written).to.deep.equal([]);
    await nextTurn();
    lines.write('three\n');
    await nextTurn();
    expect(written).to.deep.equal(['one\ntwo\n', 'three\n']);
  });

  it('writes no more than a piece at a time, but for a longer line, and no line in two', async () => {
    const written: string[] = [];
    const lines = logLines((text) => written.push(text), 8);
    for (const line of ['one\n', 'two\n', 'zwölf\n', 'thirteen\n', 'six\n']) lines.write(line);
    await nextTurn();
    expect(written).to.deep.equal(['one\ntwo\n', 'zwölf\n', 'thirteen\n', 'six\n']);
  });

  it('writes what is left when flushed, and nothing twice', async () => {
    const written: string[] = [];
    const lines = logLines((text) => written.push(text));
    lines.write('one\n');
    lines.flush();
    await nextTurn();
    lines.flush();
    expect(written).to.deep.equal(['one\n']);
  });
});
