import { err, ok, type Result } from '@cambio/oauth';
import { RE2JS, RE2JSException } from 're2js';

/** A compiled regular expression of RE2 syntax: time linear in the text, whatever the pattern. */
export interface Regex {
  /** How many instructions it has: what a character may cost at the worst. */
  readonly size: number;
  /** Whether the whole text matches. */
  matches(text: string): boolean;
  /** Whether some part of the text matches. */
  finds(text: string): boolean;
}

/** Repetitions multiply: a few characters can make a program of any size. */
const MAX_SIZE = 2000;

/** Compiles a pattern; the error says what RE2 cannot read in it. */
export function compileRegex(pattern: string): Result<Regex, string> {
  try {
    const compiled = RE2JS.compile(pattern);
    const size = compiled.programSize();
    if (size > MAX_SIZE) return err(`its repetitions come to ${size} steps, of ${MAX_SIZE} at the most`);
    return ok({
      size,
      matches: (text) => compiled.testExact(text),
      finds: (text) => compiled.test(text),
    });
  } catch (error) {
    if (error instanceof RE2JSException) return err(error.message);
    throw error;
  }
}
