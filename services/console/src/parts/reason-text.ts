import { DENIAL_WORDS } from '@cambio/policy/denial-words';

/** Why a request was denied, for people. */
const REASONS: Readonly<Record<string, string>> = {
  ...DENIAL_WORDS,
  replayed: 'the token has been used already',
  token_revoked: 'the token was revoked',
  token_no_longer_granted: 'today the token would not be issued any more',
};

/** Those a decision can have, for a filter to offer. */
export const DENY_REASONS: readonly string[] = Object.keys(REASONS);

/** What a reason means; of one that this console does not know, its code as words. */
export function reasonText(reason: string): string {
  return Object.hasOwn(REASONS, reason) ? (REASONS[reason] ?? reason) : reason.replaceAll('_', ' ');
}
