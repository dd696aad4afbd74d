import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Makes the program as it is shipped, a few files instead of a thousand, which starts in half the time; gives its path. */
export async function packagedCambio(): Promise<string> {
  const room = new URL('../', import.meta.resolve('@cambio/cli/bin/cambio.js'));
  await promisify(execFile)(process.execPath, [fileURLToPath(new URL('scripts/bundle.ts', room))]);
  return fileURLToPath(new URL('bundle/main.js', room));
}
