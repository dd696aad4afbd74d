import { type ExchangedToken, type RevokeError, revoke } from '@cambio/client';
import type { Terminal } from '../terminal.ts';

/** The tokens that a run was given, and has to give back. */
export interface IssuedTokens {
  readonly add: (token: ExchangedToken) => void;
  /** Revokes those that are still good, and says of which that could not be done. */
  readonly revokeAll: () => Promise<readonly RevokeError[]>;
}

export function issuedTokens(gateway: string, { now }: Pick<Terminal, 'now'>): IssuedTokens {
  let tokens: readonly { readonly token: string; readonly until: number }[] = [];
  const alive = () => tokens.filter(({ until }) => until > now());
  return {
    add: ({ accessToken, expiresIn }) => {
      tokens = [...alive(), { token: accessToken, until: now() + expiresIn * 1000 }];
    },
    revokeAll: async () => {
      const outcomes = await Promise.all(alive().map(({ token }) => revoke(gateway, token, { fetch })));
      return outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.error]));
    },
  };
}
