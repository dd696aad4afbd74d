import { isJsonObject, type JsonObject, type JsonValue } from '@cambio/oauth';
import { z } from 'zod';

/** Taken as it was parsed: a copy could lose a member, and the hash is over all of them. */
const record = z.custom<JsonObject>((value) => isJsonObject(value as JsonValue | undefined));

const header = z.strictObject({
  kind: z.literal('trail'),
  format: z.literal(1).describe('Of this file. Another number is another format.'),
  checkpoint: z.string().describe('The checkpoint the file ends with: what it must hold.'),
  after: z
    .int()
    .min(1)
    .exactOptional()
    .describe(
      'The number of the checkpoint it begins with, which covers what is left out; absent: nothing is.',
    ),
});

const decision = z.strictObject({
  kind: z.literal('decision'),
  chain: z.string().describe('The chain the record is on.'),
  seq: z.int().min(1).describe('Its place there, from 1 without gaps.'),
  hash: z.string().describe('Hex SHA-256 over the canonical JSON of `{chain, previous, record, seq}`.'),
  record: record.describe('The decision.'),
});

const checkpoint = z.strictObject({
  kind: z.literal('checkpoint'),
  statement: z.string().describe('A JWS of the gateway over what the chains have come to.'),
});

export const entrySchema = z.discriminatedUnion('kind', [header, decision, checkpoint]);

/** One line of an export: the header, then the records up to each checkpoint, and the checkpoint. */
export type Entry = z.infer<typeof entrySchema>;

export type DecisionEntry = z.infer<typeof decision>;
