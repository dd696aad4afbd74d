import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { copyFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The folder of the command line in this repository. */
export const CLI = dirname(fileURLToPath(import.meta.resolve('@cambio/cli/package.json')));

let packaged: Promise<string> | undefined;

/**
 * The program as it is shipped, a few files instead of a thousand, which starts in half the time: its path. It is made once for
 * this process, and goes with it: others may have theirs at the same time.
 */
export function packagedCambio(): Promise<string> {
  packaged ??= inFolderOfItsOwn();
  return packaged;
}

async function inFolderOfItsOwn(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cambio-packaged-'));
  process.once('exit', () => rmSync(folder, { recursive: true }));
  await bundleInto(folder);
  return join(folder, 'bundle/main.js');
}

/** Puts the bundle of the program into a folder, beside its manifest. The room itself is left alone. */
export async function bundleInto(folder: string): Promise<void> {
  await copyFile(join(CLI, 'package.json'), join(folder, 'package.json'));
  await promisify(execFile)(process.execPath, [join(CLI, 'scripts/bundle.ts'), join(folder, 'bundle')]);
}
