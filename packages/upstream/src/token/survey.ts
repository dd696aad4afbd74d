import { err, ok, type Result } from '@cambio/oauth';
import { isExactNumber } from './exact-number.ts';

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

/** What one look over the structure of a JSON text tells. Only of valid JSON is it true. */
export interface Survey {
  /** Colons outside strings: the members of all objects together. */
  readonly members: number;
  /** Whether a double can hold every number as it is written. */
  readonly exact: boolean;
}

/**
 * Looks over a JSON text in one pass and stops where nesting goes too deep. Says nothing on grammar: what is not JSON
 * is left for the parser to refuse.
 */
export function surveyJson(text: string, maxDepth: number): Result<Survey, 'nesting_too_deep'> {
  let depth = 0;
  let members = 0;
  let exact = true;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    switch (code) {
      case QUOTE:
        at = endOfString(text, at);
        break;
      case COLON:
        members++;
        break;
      case OPEN_BRACE:
      case OPEN_BRACKET:
        if (++depth > maxDepth) return err('nesting_too_deep');
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        depth--;
        break;
      default: {
        if (code !== MINUS && !isDigit(code)) break;
        const end = endOfNumber(text, at);
        exact &&= isExactNumber(text.slice(at, end));
        at = end - 1;
      }
    }
  }
  return ok({ members, exact });
}

/** Where the quote stands that closes the string opened at `start`; the end of the text where none does. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

/** Whether an odd number of backslashes stands before. */
function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text.charCodeAt(first - 1) === BACKSLASH) first--;
  return (at - first) % 2 === 1;
}

/** Digits, signs, point and exponent, in any order. */
function endOfNumber(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && isNumberPart(text.charCodeAt(end))) end++;
  return end;
}

function isNumberPart(code: number): boolean {
  // + . E e
  return isDigit(code) || code === MINUS || code === 0x2b || code === 0x2e || code === 0x45 || code === 0x65;
}

function isDigit(code: number): boolean {
  return code >= DIGIT_0 && code <= DIGIT_9;
}
