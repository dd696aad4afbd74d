import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';

/** A file of trust documents, as it is. */
export interface TrustFile {
  readonly path: string;
  readonly text: string;
}

const DOCUMENTS = /\.(ya?ml|json)$/;

/**
 * Reads the trust documents at a path: the file itself, or every YAML and JSON file below a folder, in the order of
 * their paths. Names that start with a dot are left out: editors' leavings, and the folders Kubernetes swaps
 * beneath a mounted ConfigMap. Throws what the file system throws.
 */
export async function readTrustDocuments(path: string): Promise<readonly TrustFile[]> {
  const paths = (await stat(path)).isDirectory() ? await documentsBelow(path) : [path];
  return Promise.all(paths.map(async (file) => ({ path: file, text: await readFile(file, 'utf8') })));
}

/**
 * The same, as it was at one moment: where another version is swapped in meanwhile, as Kubernetes does beneath a mounted
 * ConfigMap, one reading may have files of both. So it takes two that agree.
 */
export async function readSettledDocuments(
  path: string,
  read = readTrustDocuments,
): Promise<readonly TrustFile[]> {
  let before = await read(path);
  for (;;) {
    const files = await read(path);
    if (isSame(before, files)) return files;
    before = files;
  }
}

function isSame(before: readonly TrustFile[], after: readonly TrustFile[]): boolean {
  return (
    before.length === after.length &&
    after.every(({ path, text }, index) => before[index]?.path === path && before[index]?.text === text)
  );
}

/** The same, by their paths below the folder, or by the name of the file: as they are kept where there is no folder. */
export async function readTrustFiles(path: string): Promise<readonly TrustFile[]> {
  const isFolder = (await stat(path)).isDirectory();
  const files = await readSettledDocuments(path);
  return files.map(({ path: at, text }) => {
    const name = isFolder ? relative(path, at).split(sep).join('/') : basename(at);
    return { path: name, text };
  });
}

async function documentsBelow(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of (await readdir(folder)).sort()) {
    if (name.startsWith('.')) continue;
    const path = join(folder, name);
    if ((await stat(path)).isDirectory()) found.push(...(await documentsBelow(path)));
    else if (DOCUMENTS.test(name)) found.push(path);
  }
  return found;
}
