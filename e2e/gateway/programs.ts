import { execFile, spawn } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A program that ran to its end. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProgramOptions {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Where it runs. */
  readonly folder?: string;
}

/** Runs a program with the given input, and waits for its end. It gets no environment but `env` and the path. */
export function runProgram(
  program: string,
  args: readonly string[],
  { input = '', env = {}, folder }: ProgramOptions = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: folder, env: { PATH: process.env.PATH, ...env } });
    const output = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => {
      output.stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output.stderr += chunk;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...output }));
    child.stdin.end(input);
  });
}

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
  await run('apt-get', ['update', '-q']);
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', debianPackage]);
}

async function isOnPath(program: string): Promise<boolean> {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = await Promise.allSettled(
    folders.map((folder) => access(join(folder, program), constants.X_OK)),
  );
  return found.some(({ status }) => status === 'fulfilled');
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
