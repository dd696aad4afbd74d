import type { JsonValue } from '@cambio/oauth';
import { z } from 'zod';

/** What the records that are kept as JSON have in common. */

export const text = z.string();
export const texts = z.array(text).readonly();

export const json: z.ZodType<JsonValue> = z
  .lazy(() => z.union([text, z.number(), z.boolean(), z.null(), z.array(json), object]))
  .meta({ id: 'RecordedValue', description: 'Any JSON value.' });
export const object = z.record(text, json).meta({ id: 'RecordedObject', description: 'Any JSON object.' });

/** What was asked for. */
export const asked = z.object({
  audience: text.exactOptional(),
  resource: text.exactOptional(),
  scopes: texts.exactOptional(),
  mapping: text.exactOptional(),
  binding: z.enum(['none', 'dpop', 'mtls']),
  client: text.exactOptional(),
  ip: text.exactOptional(),
});

/** `undefined` for what is no JSON, which no schema takes. */
export function parseJson(body: string): JsonValue | undefined {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
