import { hash } from 'node:crypto';
import { z } from 'zod';
import { parseJson } from '../body-parts.ts';

const end = z.strictObject({ seq: z.int().min(0), hash: z.string() }).readonly();

const statement = z
  .strictObject({
    iss: z.string().describe("The gateway's issuer URL."),
    number: z.int().min(1).describe('From 1, without gaps, one sequence for all replicas.'),
    at: z.int().describe('When it was made, in milliseconds since the epoch.'),
    previous: z
      .string()
      .exactOptional()
      .describe('Hex SHA-256 of the checkpoint before, as text; absent in the first.'),
    oldest: z.int().min(1).describe('The number of the oldest checkpoint that retention has left.'),
    chains: z
      .array(
        z
          .strictObject({
            chain: z.string(),
            base: end.describe('The last record that retention may have removed; 0 where there is none.'),
            head: end.describe('The last record there is.'),
          })
          .readonly(),
      )
      .readonly()
      .describe('Every chain there ever was, in the order of their names.'),
  })
  .readonly();

/** What a checkpoint says: how far every chain reaches, and from where on its records are kept. */
export type Statement = z.infer<typeof statement>;

export { statement as statementSchema };

/** What a signed checkpoint says, whoever signed it; `undefined` for a text that is none. */
export function readStatement(jws: string): Statement | undefined {
  const payload = /^[\w-]+\.(?<payload>[\w-]+)\.[\w-]+$/.exec(jws)?.groups?.payload;
  if (payload === undefined) return undefined;
  return statement.safeParse(parseJson(Buffer.from(payload, 'base64url').toString())).data;
}

/** The name by which the next checkpoint holds on to this one, and somebody outside may remember it. */
export function checkpointHash(jws: string): string {
  return hash('sha256', jws);
}
