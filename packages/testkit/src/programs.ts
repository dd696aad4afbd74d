import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Makes sure a program of Debian's is there: on the path, or installed where that is allowed, or a failure that names the package. */
export async function requireProgram(program: string, debianPackage: string): Promise<void> {
  if (!(await isOnPath(program))) await install(program, debianPackage);
}

/** The same for what is not on everybody's path: a daemon, or a module of one. */
export async function requireFile(path: string, debianPackage: string): Promise<void> {
  if (!(await isThere(path))) await install(path, debianPackage);
}

async function install(what: string, debianPackage: string): Promise<void> {
  if (process.getuid?.() !== 0 || !(await isOnPath('apt-get'))) {
    throw new Error(`${what} is missing: install the Debian package ${debianPackage}`);
  }
  await aptGet('update', '-q');
  await aptGet('install', '-y', '-q', '--no-install-recommends', debianPackage);
}

/** One at a time: the tests of several rooms run side by side, and apt's own locks do not wait. */
async function aptGet(...args: readonly string[]): Promise<void> {
  await run('flock', [join(tmpdir(), 'cambio-apt.lock'), 'apt-get', ...args]);
}

function isOnPath(program: string): Promise<boolean> {
  return run('sh', ['-c', 'command -v -- "$1"', 'sh', program]).then(
    () => true,
    () => false,
  );
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
