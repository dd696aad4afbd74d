import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { expect } from 'chai';
import { readOrCreateKeyFile } from '../../src/local/key-file.ts';

const KEY = Buffer.alloc(32, 0xfb);

describe('readOrCreateKeyFile', () => {
  let directory: string;
  let path: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'cambio-mint-'));
    path = join(directory, 'data', 'key');
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  function write(text: string, mode = 0o600): void {
    mkdirSync(join(directory, 'data'));
    writeFileSync(path, text, { mode });
    chmodSync(path, mode);
  }

  it('makes a key for its owner alone, and finds it again', async () => {
    const first = await readOrCreateKeyFile(path);
    expect(first.ok && first.value.length).to.equal(32);
    expect(await readOrCreateKeyFile(path)).to.deep.equal(first);
    expect(statSync(path).mode & 0o777).to.equal(0o600);
    expect(statSync(join(directory, 'data')).mode & 0o777).to.equal(0o700);
    expect(readdirSync(join(directory, 'data'))).to.deep.equal(['key']);
  });

  it('gives every caller the one key that was made first', async () => {
    const calls: ReturnType<typeof readOrCreateKeyFile>[] = [];
    for (let number = 0; number < 40; number += 1) {
      calls.push(readOrCreateKeyFile(path));
      await turn();
    }
    const keys = await Promise.all(calls);
    expect(new Set(keys.map((key) => key.ok && Buffer.from(key.value).toString('hex'))).size).to.equal(1);
    expect(keys[0]?.ok).to.equal(true);
    expect(readdirSync(join(directory, 'data'))).to.deep.equal(['key']);
  });

  it('makes a different key each time', async () => {
    const [a, b] = [await readOrCreateKeyFile(path), await readOrCreateKeyFile(`${path}2`)];
    expect(a).not.to.deep.equal(b);
  });

  for (const text of [
    KEY.toString('base64'),
    `${KEY.toString('base64')}\n`,
    `${KEY.toString('base64')}\r\n`,
  ]) {
    it(`reads ${JSON.stringify(text.slice(-3))} at the end`, async () => {
      write(text);
      const key = await readOrCreateKeyFile(path);
      expect(key.ok && Buffer.from(key.value).equals(KEY)).to.equal(true);
    });
  }

  for (const mode of [0o640, 0o604, 0o620, 0o601, 0o644, 0o666]) {
    it(`refuses a file of mode ${mode.toString(8)}`, async () => {
      write(KEY.toString('base64'), mode);
      expect(await readOrCreateKeyFile(path)).to.deep.equal({
        ok: false,
        error: { reason: 'key_file_exposed', path, mode: mode.toString(8) },
      });
    });
  }

  for (const [what, text] of [
    ['nothing', ''],
    ['16 bytes', KEY.subarray(0, 16).toString('base64')],
    ['33 bytes', Buffer.alloc(33).toString('base64')],
    ['base64url', KEY.toString('base64url')],
    ['hex', KEY.toString('hex')],
    ['two lines', `${KEY.toString('base64')}\n${KEY.toString('base64')}`],
    ['raw bytes', KEY.toString('latin1')],
  ] as const) {
    it(`refuses a file with ${what}, and leaves it as it is`, async () => {
      write(text);
      expect(await readOrCreateKeyFile(path)).to.deep.equal({
        ok: false,
        error: { reason: 'key_file_malformed', path },
      });
      expect(readFileSync(path, 'utf8')).to.equal(text);
    });
  }

  it('refuses a directory in its place', async () => {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    expect(await readOrCreateKeyFile(path)).to.deep.equal({
      ok: false,
      error: { reason: 'key_file_unreadable', path, detail: 'EISDIR' },
    });
  });

  it('says why it cannot make one', async () => {
    writeFileSync(join(directory, 'data'), '');
    expect(await readOrCreateKeyFile(path)).to.deep.equal({
      ok: false,
      error: { reason: 'key_file_unreadable', path, detail: 'ENOTDIR' },
    });
  });
});
