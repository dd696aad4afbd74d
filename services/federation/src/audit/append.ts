import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A file that only its owner may read, open for adding to. Its folder is made where there is none. */
export async function openForAppending(path: string) {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  return open(path, 'a+', 0o600);
}

/** Adds text to a file, whole and on the disk, or throws. */
export async function append(path: string, text: string): Promise<void> {
  await using file = await openForAppending(path);
  await file.writeFile(text);
  await file.datasync();
}
