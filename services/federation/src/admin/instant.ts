import { z } from 'zod';

/** An RFC 3339 date and time with its offset, read as milliseconds since the epoch. */
export const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
