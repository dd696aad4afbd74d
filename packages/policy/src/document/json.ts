import type { JsonObject, JsonValue } from '@cambio/oauth';
import { z } from 'zod';

export const jsonSchema: z.ZodType<JsonValue> = z.json().meta({ id: 'Json' });

export const jsonObjectSchema: z.ZodType<JsonObject> = z.record(z.string(), jsonSchema);
