import { isUtf8 } from 'node:buffer';
import { err, isJsonObject, type JsonValue, ok, type Result } from '@cambio/oauth';
import { surveyJson } from './survey.ts';

export type JsonFlaw = 'malformed' | 'duplicate_member' | 'nesting_too_deep' | 'imprecise_number';

export interface JsonRules {
  /** Objects and arrays inside each other, the outermost counted. */
  readonly maxDepth: number;
  /** `exact` refuses a number that a double cannot hold as it is written. */
  readonly numbers: 'exact' | 'any';
}

/** How header and payload of a token are read. */
export const TOKEN_JSON: JsonRules = { maxDepth: 16, numbers: 'exact' };

/**
 * Parses JSON that means the same to every reader (RFC 8259, RFC 7493): valid UTF-8 without a byte order mark,
 * no member twice in one object, bounded nesting, no NUL and no lone surrogate in any string.
 * Linear in the length of the text; the caller bounds that. Never throws.
 */
export function parseStrictJson(bytes: Buffer, rules: JsonRules): Result<JsonValue, JsonFlaw> {
  if (!isUtf8(bytes)) return err('malformed');
  const text = bytes.toString('utf8');
  const survey = surveyJson(text, rules.maxDepth);
  if (!survey.ok) return survey;
  const value = parse(text);
  if (value === undefined) return err('malformed');
  // A repeated member is lost in parsing: fewer come out than went in.
  if (countMembers(value) !== survey.value.members) return err('duplicate_member');
  if (rules.numbers === 'exact' && !survey.value.exact) return err('imprecise_number');
  if (text.includes('\\') && !isPlainText(value)) return err('malformed');
  return ok(value);
}

function parse(text: string): JsonValue | undefined {
  try {
    const value: JsonValue = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function countMembers(value: JsonValue): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (isJsonObject(value)) {
    for (const name in value) count += 1 + countMembers(value[name] ?? null);
  } else {
    for (const item of value) count += countMembers(item);
  }
  return count;
}

/** Whether every string, names included, is free of NUL and of lone surrogates. Only escapes can bring either in. */
function isPlainText(value: JsonValue): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  if (typeof value !== 'object' || value === null) return true;
  if (isJsonObject(value)) {
    return Object.entries(value).every(([name, member]) => isPlainText(name) && isPlainText(member));
  }
  return value.every(isPlainText);
}
