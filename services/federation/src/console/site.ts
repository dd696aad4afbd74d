import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

/** A file of the built console. */
export interface SiteFile {
  readonly type: string;
  /** Read each time it is asked for: together they are megabytes, and browsers ask for most of them once. */
  readonly read: () => Promise<Buffer>;
}

export interface Site {
  /** Text of the pages, by name. Every address of the console starts from `index.html`. */
  readonly pages: ReadonlyMap<string, string>;
  /** By their path below the console's. */
  readonly files: ReadonlyMap<string, SiteFile>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
};

/** Finds the files of the built console: what is not among them then can't be asked for, whatever the path says. */
export async function readSite(folder: string): Promise<Site> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const files = paths.flatMap((path) => {
    const type = TYPES[extname(path)];
    const name = relative(folder, path).replaceAll(sep, '/');
    return type === undefined ? [] : [[name, { type, read: () => readFile(path) }] as const];
  });
  const pages = await Promise.all(
    paths
      .filter((path) => extname(path) === '.html')
      .map(async (path) => [relative(folder, path), await readFile(path, 'utf8')] as const),
  );
  return { pages: new Map(pages), files: new Map(files) };
}
