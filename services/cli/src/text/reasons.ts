import type { DenyReason } from '@cambio/policy';
import { DENIAL_WORDS } from '@cambio/policy/denial-words';
import { printable } from './printable.ts';

/** A reason in words, with its code: `the words (code)`. `otherwise` is said of a reason that is not policy's. */
export function reasonText(code: string, otherwise?: string): string {
  const words = isKnown(code) ? DENIAL_WORDS[code] : otherwise;
  return printable(words === undefined ? code : `${words} (${code})`);
}

function isKnown(reason: string): reason is DenyReason {
  return Object.hasOwn(DENIAL_WORDS, reason);
}
