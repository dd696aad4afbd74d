import type { Scalar } from '../document/matcher-form.ts';

/** The hash of nothing. */
export const NO_HASH = 0x11c9dc5;

/**
 * The hash of what `hash` is of, and a value after it: FNV-1a, and a last step so that all bits count. 30 bits, which
 * the engine keeps without an object. Values come from documents, not from callers, so that nobody gains by collisions.
 */
export function hashWith(hash: number, value: Scalar): number {
  const text = typeof value === 'string' ? value : String(value);
  let mixed = hash;
  for (let index = 0; index < text.length; index++) {
    mixed = Math.imul(mixed ^ text.charCodeAt(index), 0x01000193);
  }
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) & 0x3fffffff;
}
