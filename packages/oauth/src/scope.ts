import { err, ok, type Result } from './result.ts';

/** A scope token: %x21 / %x23-5B / %x5D-7E (RFC 6749 §3.3). */
const SCOPE_TOKEN = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

export function isScopeToken(text: string): boolean {
  return SCOPE_TOKEN.test(text);
}

/**
 * Reads a `scope` parameter into its distinct tokens, in the order given (RFC 6749 §3.3).
 * Case matters; order and repetition do not. Refuses doubled, leading or trailing spaces and any
 * character outside the grammar. Does not check that a scope exists.
 */
export function parseScope(text: string): Result<readonly string[], 'malformed_scope'> {
  const tokens = text.split(' ');
  if (!tokens.every(isScopeToken)) return err('malformed_scope');
  return ok([...new Set(tokens)]);
}

export function formatScope(scopes: readonly string[]): string {
  return scopes.join(' ');
}
