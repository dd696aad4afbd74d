import { isJsonObject, type JsonObject, type JsonValue } from '@cambio/oauth';

/** JSON as it is written; `undefined` for what is none. */
export function readJson(text: string): JsonValue | undefined {
  try {
    const value: JsonValue = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** The same where it is an object. */
export function readJsonObject(text: string): JsonObject | undefined {
  const value = readJson(text);
  return isJsonObject(value) ? value : undefined;
}
