import { err, ok, type Result } from '@cambio/oauth';
import { RE2JS, RE2JSException } from 're2js';

/** A compiled regular expression of RE2 syntax: linear time, whatever the pattern. */
export interface Regex {
  /** Whether the whole text matches. */
  matches(text: string): boolean;
  /** Whether some part of the text matches. */
  finds(text: string): boolean;
}

/** Compiles a pattern; the error says what RE2 cannot read in it. */
export function compileRegex(pattern: string): Result<Regex, string> {
  try {
    const compiled = RE2JS.compile(pattern);
    return ok({ matches: (text) => compiled.testExact(text), finds: (text) => compiled.test(text) });
  } catch (error) {
    if (error instanceof RE2JSException) return err(error.message);
    throw error;
  }
}
