import type { z } from 'zod';

/** Where a page ended, as one text, of which callers need not know what is in it. */
export interface Cursor<Place> {
  write(place: Place): string;
  /** `undefined` for what `write` did not write. */
  read(cursor: string): Place | undefined;
}

/** A cursor of ids and keys, which may hold any text. */
export function createCursor<Place extends readonly string[]>(schema: z.ZodType<Place>): Cursor<Place> {
  return {
    write: (place) => Buffer.from(JSON.stringify(place)).toString('base64url'),
    read(cursor) {
      try {
        return schema.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString())).data;
      } catch {
        return undefined;
      }
    },
  };
}
