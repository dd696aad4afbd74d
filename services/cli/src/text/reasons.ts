import { DENIAL_WORDS } from '@cambio/policy/denial-words';
import { EXCHANGE_DENIAL_WORDS } from '@cambio/sts/denial-words';
import { printable } from './printable.ts';

const WORDS: Readonly<Record<string, string>> = { ...EXCHANGE_DENIAL_WORDS, ...DENIAL_WORDS };

/** A reason in words, with its code: `the words (code)`. `otherwise` is said of a reason that is not known here. */
export function reasonText(code: string, otherwise?: string): string {
  const words = wordsFor(code) ?? otherwise;
  return printable(words === undefined ? code : `${words} (${code})`);
}

/** Of an actor's token, the same is said as of a subject's. */
function wordsFor(code: string): string | undefined {
  if (Object.hasOwn(WORDS, code)) return WORDS[code];
  const ofToken = code.replace(/^actor_/, '');
  return ofToken !== code && Object.hasOwn(EXCHANGE_DENIAL_WORDS, ofToken)
    ? `of the actor: ${WORDS[ofToken]}`
    : undefined;
}
