import type { JsonValue } from '@cambio/oauth';

/** The longest text an explanation quotes. */
const LONGEST = 200;

/** A text as an explanation quotes it. */
export function briefText(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** A claim's value as an explanation quotes it: whole where it is short, else the beginning of it as text. */
function brief(value: JsonValue): JsonValue {
  if (typeof value === 'string') return briefText(value);
  if (typeof value !== 'object' || value === null) return value;
  const text = JSON.stringify(value);
  return text.length > LONGEST ? briefText(text) : value;
}

/** `{ found }`, or nothing for what is absent. */
export function foundValue(value: JsonValue | undefined): { readonly found?: JsonValue } {
  return value === undefined ? {} : { found: brief(value) };
}
