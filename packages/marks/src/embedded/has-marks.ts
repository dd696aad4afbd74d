import { DatabaseSync } from 'node:sqlite';
import { isStoreFault } from './database.ts';

/**
 * Whether a file has a place for marks, which opening them makes: for whoever may change nothing. Of a file that cannot be
 * read it is said, too, so that opening it tells why.
 */
export function hasMarks(path: string): boolean {
  try {
    using database = new DatabaseSync(path, { readOnly: true });
    return database.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'mark'`).get() !== undefined;
  } catch (error) {
    if (!isStoreFault(error)) throw error;
    return true;
  }
}
