import { compileRegex, type Regex } from '../matcher/regex.ts';
import { METER } from './meter.ts';

/** The automaton takes about as many steps per character as this. */
const UNITS_PER_CHARACTER = 8;

/**
 * Compiled patterns. They are literals of loaded documents, checked when those are compiled: no token can add one.
 */
const PATTERNS = new Map<string, Regex>();

/** The regular expressions of conditions: RE2, compiled once, paid for by the character. */
export const patterns = {
  compile: (pattern: string) => ({
    test: (text: string) => {
      METER.charge((text.length + pattern.length) * UNITS_PER_CHARACTER);
      return compiled(pattern).finds(text);
    },
  }),
};

function compiled(pattern: string): Regex {
  const known = PATTERNS.get(pattern);
  if (known !== undefined) return known;
  const regex = compileRegex(pattern);
  if (!regex.ok) throw new Error(regex.error);
  PATTERNS.set(pattern, regex.value);
  return regex.value;
}
