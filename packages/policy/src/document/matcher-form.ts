import { z } from 'zod';

/** A value a claim can equal. `null` is left out: nobody can tell whether it was meant or forgotten. */
export const scalarSchema = z.union([z.string(), z.number(), z.boolean()]).meta({
  description:
    'The claim equals this, with the same type: "1" is not 1. A plain string is literal: * is a star.',
});

export type Scalar = z.output<typeof scalarSchema>;

const listSchema = z
  .array(scalarSchema)
  .min(1, { error: 'an empty list matches nothing' })
  .max(1000)
  .meta({ description: 'The claim equals one of these.' });

/** The forms with an operator, of which a matcher has exactly one. */
export interface OperatorForm {
  readonly prefix?: string | undefined;
  readonly glob?: string | undefined;
  readonly regex?: string | undefined;
  readonly contains?: Scalar | undefined;
  readonly exists?: boolean | undefined;
  readonly not?: MatcherForm | undefined;
}

export type MatcherForm = Scalar | readonly Scalar[] | OperatorForm;

const operatorSchema: z.ZodType<OperatorForm> = z
  .strictObject({
    prefix: z.string().min(1).max(1000).optional().meta({ description: 'A string that starts with this.' }),
    glob: z
      .string()
      .min(1)
      .max(500)
      .optional()
      .meta({ description: 'A string of this shape; * and ? never cross / or :, ** crosses both.' }),
    regex: z
      .string()
      .min(1)
      .max(500)
      .optional()
      .meta({ description: 'A string that matches as a whole; RE2 syntax.' }),
    contains: scalarSchema.optional().meta({ description: 'An array that holds this.' }),
    exists: z.boolean().optional().meta({ description: 'Whether the claim is there at all.' }),
    get not() {
      return matcherSchema.optional().meta({ description: 'The claim is there and this does not hold.' });
    },
  })
  .refine((form) => Object.values(form).filter((value) => value !== undefined).length === 1, {
    error: 'must have exactly one of prefix, glob, regex, contains, exists, not',
  })
  .meta({ minProperties: 1, maxProperties: 1 });

/** What a claim must be. See the table of matchers in the package's README. */
const matcherSchema: z.ZodType<MatcherForm> = z
  .union([scalarSchema, listSchema, operatorSchema], {
    error:
      'must be a text, number or boolean, a list of them, or one of {prefix, glob, regex, contains, exists, not}',
  })
  .meta({ id: 'Matcher' });

/** Conditions on claims, by name or JSON Pointer; all must hold. */
export const matchSchema = z
  .record(z.string().min(1).max(500), matcherSchema)
  .refine((match) => Object.keys(match).length <= 64, { error: 'must have at most 64 conditions' })
  .meta({ description: 'By claim name, or JSON Pointer into nested claims. Every entry must hold.' });

export type MatchForm = z.output<typeof matchSchema>;
