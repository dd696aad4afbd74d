import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const root = new URL('../', import.meta.url);

/**
 * Writes files that are made of others; with `--check` on the command line, only says which of them are not current.
 *
 * @param by the room whose script makes them
 * @param files texts by their paths from the root
 */
export function keepGenerated(by: string, files: Readonly<Record<string, string>>): void {
  const stale = Object.entries(files).filter(([path, text]) => text !== current(path));
  if (!process.argv.includes('--check')) {
    for (const [path, text] of stale) writeFileSync(new URL(path, root), text);
    return;
  }
  for (const [path] of stale)
    process.stderr.write(`${path} is not current: run pnpm --filter ${by} generate\n`);
  process.exitCode = stale.length === 0 ? 0 : 1;
}

function current(path: string): string | undefined {
  const file = new URL(path, root);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
