import { rename, stat } from 'node:fs/promises';
import { writeLine } from '@cambio/ledger';
import { err, ok } from '@cambio/oauth';
import { append, openForAppending } from './append.ts';
import type { Sink } from './sink.ts';

export interface FileSinkOptions {
  readonly id: string;
  readonly path: string;
  /** Bytes. */
  readonly maxSize: number;
  /** Seconds. */
  readonly maxAge: number;
  /** The gateway's issuer URL. */
  readonly issuer: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** When a file was made, in the same; 0 where its file system does not say. By default, what that says. */
  readonly madeAt?: (path: string) => Promise<number>;
}

/**
 * JSON Lines in a file, as an export has them. A file that is full or old gets the time added to its name, in one step, and
 * a new one is begun. What a crash left half written goes before more is added.
 */
export function fileSink(options: FileSinkOptions): Sink {
  const { id, path, issuer, now, madeAt = birthOf } = options;
  // Where the file system knows no better, a file is as old as this process has written to it.
  let since = now();
  return {
    id,
    async deliver(records) {
      const lines = records.map(
        ({ chain, seq, hash, record }) =>
          `${writeLine({ kind: 'decision', chain, seq, hash, record }, 'jsonl', issuer)}\n`,
      );
      const text = lines.join('');
      try {
        await mend(path);
        const madeThen = Math.min((await madeAt(path)) || since, since);
        if (await isDone(options, madeThen, Buffer.byteLength(text))) {
          await rename(path, await nameFor(options));
          since = now();
        }
        await append(path, text);
        return ok(undefined);
      } catch (error) {
        return err(error instanceof Error ? error.message : String(error));
      }
    },
  };
}

/** Cuts off what stands behind the last end of a line. */
async function mend(path: string): Promise<void> {
  await using file = await openForAppending(path);
  const { size } = await file.stat();
  const tail = Buffer.alloc(Math.min(size, 1));
  await file.read(tail, 0, tail.length, size - tail.length);
  if (size === 0 || tail.toString() === '\n') return;
  const whole = (await file.readFile()).lastIndexOf('\n') + 1;
  await file.truncate(whole);
}

async function isDone(
  { path, maxSize, maxAge, now }: FileSinkOptions,
  madeAt: number,
  more: number,
): Promise<boolean> {
  const { size } = await stat(path);
  return size > 0 && (size + more > maxSize || now() - madeAt >= maxAge * 1000);
}

async function birthOf(path: string): Promise<number> {
  return (await stat(path)).birthtimeMs;
}

/** The time, and a number behind it where two files are begun in one millisecond. */
async function nameFor({ path, now }: FileSinkOptions): Promise<string> {
  const time = new Date(now()).toISOString().replaceAll(/[-:]/g, '');
  for (let number = 0; ; number += 1) {
    const name = `${path}.${time}${number === 0 ? '' : `-${number}`}`;
    const there = await stat(name).catch(() => undefined);
    if (there === undefined) return name;
  }
}
