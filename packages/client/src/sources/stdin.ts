import type { Result } from '@cambio/oauth';
import { failed, readToken, type SourceFailure, type SubjectToken, type TokenSource } from './source.ts';

const NAME = 'stdin';

/** A token piped in. Read once, at the first use, and never looked for by itself: reading could wait for ever. */
export function stdinSource(read: () => Promise<string>): TokenSource {
  let text: Promise<string | undefined> | undefined;
  return {
    name: NAME,
    async token(): Promise<Result<SubjectToken, SourceFailure>> {
      text ??= read().catch(() => undefined);
      const piped = await text;
      if (piped !== undefined) return readToken(piped, NAME);
      return failed(NAME, 'unreadable', 'standard input cannot be read');
    },
  };
}
