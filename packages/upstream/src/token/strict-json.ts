import { isUtf8 } from 'node:buffer';
import { err, isJsonObject, type JsonValue, ok, type Result } from '@cambio/oauth';
import { isExactNumber } from './exact-number.ts';

export type JsonFlaw = 'malformed' | 'duplicate_member' | 'nesting_too_deep' | 'imprecise_number';

export interface JsonRules {
  /** Objects and arrays inside each other, the outermost counted. */
  readonly maxDepth: number;
  /** `exact` refuses a number that a double cannot hold as it is written. */
  readonly numbers: 'exact' | 'any';
}

/**
 * Parses JSON that means the same to every reader (RFC 8259, RFC 7493): valid UTF-8 without a byte order mark,
 * no member twice in one object, bounded nesting, no NUL and no lone surrogate in any string.
 * Linear in the length of the text; the caller bounds that.
 */
export function parseStrictJson(bytes: Buffer, rules: JsonRules): Result<JsonValue, JsonFlaw> {
  if (!isUtf8(bytes)) return err('malformed');
  const members = surveyText(bytes, rules);
  if (!members.ok) return members;
  const value = parse(bytes.toString('utf8'));
  if (value === undefined) return err('malformed');
  // A repeated member is lost in parsing, so fewer members come out than colons went in.
  if (countMembers(value) !== members.value) return err('duplicate_member');
  if (bytes.includes(BACKSLASH) && !isPlainText(value)) return err('malformed');
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

const QUOTE = 0x22;
const MINUS = 0x2d;
const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/**
 * One pass over the structure: counts the colons outside strings, which in valid JSON are the members of all objects.
 * Says nothing on grammar: what is not JSON is left for the parser to refuse.
 */
function surveyText(bytes: Buffer, rules: JsonRules): Result<number, JsonFlaw> {
  let depth = 0;
  let members = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    switch (byte) {
      case QUOTE:
        at = endOfString(bytes, at);
        break;
      case COLON:
        members++;
        break;
      case OPEN_BRACE:
      case OPEN_BRACKET:
        if (++depth > rules.maxDepth) return err('nesting_too_deep');
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        depth--;
        break;
      default: {
        if (!isNumberStart(byte)) break;
        const end = endOfNumber(bytes, at);
        if (rules.numbers === 'exact' && !isExactNumber(bytes, at, end)) return err('imprecise_number');
        at = end - 1;
      }
    }
  }
  return ok(members);
}

/** Where the quote that closes a string stands, or the end of the text. */
function endOfString(bytes: Buffer, start: number): number {
  let at = start + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}

function isNumberStart(byte: number): boolean {
  return byte === MINUS || (byte >= DIGIT_0 && byte <= DIGIT_9);
}

/** Digits, sign, point and exponent, in any order. */
function endOfNumber(bytes: Buffer, start: number): number {
  let end = start + 1;
  while (end < bytes.length && isNumberByte(bytes[end] ?? 0)) end++;
  return end;
}

function isNumberByte(byte: number): boolean {
  // + - . E e
  return (
    (byte >= DIGIT_0 && byte <= DIGIT_9) ||
    byte === 0x2b ||
    byte === MINUS ||
    byte === 0x2e ||
    byte === 0x45 ||
    byte === 0x65
  );
}

function countMembers(value: JsonValue): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (isJsonObject(value)) {
    for (const name of Object.keys(value)) count += 1 + countMembers(value[name] ?? null);
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
