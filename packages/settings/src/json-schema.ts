import { z } from 'zod';
import { settingsSchema } from './schema.ts';

export type JsonSchema = z.core.JSONSchema.JSONSchema;

/** The JSON Schema of `cambio.yaml`, for editors: what may be written, before units are read. */
export function settingsJsonSchema(): JsonSchema {
  return { ...z.toJSONSchema(settingsSchema, { io: 'input' }), title: 'cambio.yaml' };
}
