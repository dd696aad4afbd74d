import { compileRegex, type Regex } from '../matcher/regex.ts';
import { METER } from './meter.ts';

/** What a character costs of any pattern, and how many instructions of a large one cost as much as a step. */
const UNITS_PER_CHARACTER = 8;
const INSTRUCTIONS_PER_UNIT = 16;

/**
 * Compiled patterns. They are literals of loaded documents, checked when those are compiled: no token can add one.
 */
const PATTERNS = new Map<string, Regex>();

/** The regular expressions of conditions: RE2, compiled once, paid for by the character. */
export const patterns = {
  compile: (pattern: string) => ({
    test: (text: string) => {
      const regex = compiled(pattern);
      const units = UNITS_PER_CHARACTER + Math.floor(regex.size / INSTRUCTIONS_PER_UNIT);
      METER.charge((text.length + pattern.length) * units);
      return regex.finds(text);
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
