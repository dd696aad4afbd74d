import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { eachLine } from '../../src/audit/lines.ts';

describe('eachLine', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cambio-lines-'));
  });
  after(() => rm(folder, { recursive: true }));

  async function linesOf(content: string | Uint8Array): Promise<readonly string[]> {
    const path = join(folder, 'file');
    await writeFile(path, content);
    const lines: string[] = [];
    const read = await eachLine(path, async (line) => {
      lines.push(line);
    });
    expect(read).to.deep.equal({ ok: true, value: undefined });
    return lines;
  }

  const long = 'ü😀'.repeat(60_000);
  for (const [name, content, lines] of [
    ['nothing', '', []],
    ['lines', 'a\nb\n', ['a', 'b']],
    ['an end without an end of line', 'a\nb', ['a', 'b']],
    ['empty lines', '\n\n', ['', '']],
    ['other ends of lines as they are', 'a\r\nb\u2028c\n', ['a\r', 'b\u2028c']],
    ['a mark at the beginning as it is', '\ufeffa\n', ['\ufeffa']],
    ['characters that two reads share', `${long}\n${long}x\n`, [long, `${long}x`]],
  ] as const) {
    it(`hands over ${name}`, async () => {
      expect(await linesOf(content)).to.deep.equal(lines);
    });
  }

  it('takes bytes that are no UTF-8 for no text that could be right', async () => {
    expect(await linesOf(Uint8Array.of(0x61, 0xff, 0x0a, 0x62, 0x0a))).to.deep.equal(['\0', 'b']);
  });

  it('says that there is no file', async () => {
    const read = await eachLine(join(folder, 'none'), async () => undefined);
    expect(read).to.have.nested.property('error.message').that.contains('there is no such file');
  });
});
