import { z } from 'zod';

/** An RFC 3339 date and time with its offset, read as milliseconds since the epoch. */
export const instant: z.ZodType<number, string> = z.iso
  .datetime({ offset: true })
  .transform((text) => Date.parse(text))
  .meta(written({ type: 'string', format: 'date-time' }));

/** A moment in an answer. */
export const moment = z.int().meta({ description: 'Milliseconds since the epoch.' });

/** An id or a key that somebody gave something: compared, never interpreted. */
export const name = z.string().min(1).max(2000);

/** Why something was done, in one line; kept with the name of who did it. */
export const reason = z
  .string()
  .trim()
  .max(500)
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]+$/u)
  .meta({ description: 'Why, in one line; kept with the name of the caller.' });

/** How many of a list at most. */
export function limit(byDefault: number, most: number): z.ZodType<number, string | undefined> {
  return wholeNumber(byDefault, most).meta({ description: 'How many at most.' });
}

/** A number in a query, from 1. */
export function wholeNumber(byDefault: number, most: number): z.ZodType<number, string | undefined> {
  return z
    .string()
    .regex(/^[0-9]{1,6}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(most))
    .default(byDefault)
    .meta(written({ type: 'integer', minimum: 1, maximum: most, default: byDefault }));
}

/** `true` or `false` in a query. */
export const flag: z.ZodType<boolean, string | undefined> = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .default(false)
  .meta(written({ type: 'boolean', default: false }));

/** Where the page before ended. */
export const cursor = name.meta({ description: '`next` of the page before.' });

/** Where the next page begins; absent on the last one. */
export const next = z
  .string()
  .exactOptional()
  .meta({ description: 'The `cursor` of the next page; absent on the last one.' });

/** What a text is documented as: what it says, not how it is read. */
function written(as: Readonly<Record<string, unknown>>): {
  readonly override: (context: { jsonSchema: object }) => void;
} {
  return {
    override: ({ jsonSchema }) => {
      const { description }: { description?: unknown } = jsonSchema;
      for (const member of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, member);
      Object.assign(jsonSchema, as, description === undefined ? {} : { description });
    },
  };
}
