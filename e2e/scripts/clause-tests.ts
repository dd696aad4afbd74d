import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The files that test a clause, by its id. */
export type TestsByClause = ReadonlyMap<string, ReadonlySet<string>>;

/** A title, or what a table has for one, as far as it names clauses: `'TX-05: …`, `"OA-10, OA-11 …`. */
const TITLE = /['"`]((?:[A-Z]{1,2}-\d{2}[ ,:]+)+)/g;

/** Reads which clauses the tests in these files name. */
export function findTests(files: string): TestsByClause {
  const found = new Map<string, Set<string>>();
  for (const path of globSync(files, { cwd: ROOT }).sort()) {
    for (const id of idsIn(readFileSync(join(ROOT, path), 'utf8'))) {
      found.set(id, (found.get(id) ?? new Set()).add(path));
    }
  }
  return found;
}

function idsIn(text: string): readonly string[] {
  return [...text.matchAll(TITLE)].flatMap(([, ids = '']) => ids.match(/[A-Z]{1,2}-\d{2}/g) ?? []);
}
