import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));

export function spawnChild(url: string, role: 'start' | 'record'): ChildProcess {
  return spawn(process.execPath, [CHILD, url, role], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** A child that can write no file longer than `kibibytes`: to it the disk is full there. */
export function spawnConfined(url: string, kibibytes: number): ChildProcess {
  const command = `ulimit -f ${kibibytes * 2}; exec "$@"`;
  const child = ['sh', process.execPath, CHILD, url, 'fill'];
  return spawn('/bin/sh', ['-c', command, ...child], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** The lines a child says; it is killed as soon as it has said `limit`. What it said until it was dead counts. */
export async function linesOf(
  child: ChildProcess,
  limit = Number.POSITIVE_INFINITY,
): Promise<readonly unknown[]> {
  const { stdout } = child;
  if (stdout === null) throw new Error('the child has no output');
  const lines: string[] = [];
  const exit = once(child, 'exit');
  for await (const line of createInterface({ input: stdout })) {
    lines.push(line);
    if (lines.length === limit) child.kill('SIGKILL');
  }
  await exit;
  return lines.map((line) => JSON.parse(line));
}

export function isRecorded(line: unknown): line is { readonly id: string } {
  return typeof line === 'object' && line !== null && 'recorded' in line && line.recorded === true;
}
