import type { Ledger } from '@cambio/ledger';
import { err, ok } from '@cambio/oauth';
import type { IssuedToken } from '@cambio/sts';
import { tokenOperations as operations } from './contract/tokens.ts';
import { implement } from './operation.ts';
import { pageOf } from './page.ts';

export interface TokenParts {
  readonly issued: Pick<Ledger['issued'], 'live' | 'countLive'>;
}

export function tokenHandlers({ issued }: TokenParts) {
  return {
    listTokens: implement(operations.listTokens, async ({ query: { limit, cursor, selector } }) => {
      const found = await issued.live({
        limit: limit + 1,
        ...(selector !== undefined && { selector }),
        ...(cursor !== undefined && { before: cursor }),
      });
      if (!found.ok) return err({ reason: 'unavailable' });
      const { items, next } = pageOf(found.value, limit, ({ jti }) => jti);
      return ok({ status: 200, body: { tokens: items.map(told), ...next } });
    }),

    countTokens: implement(operations.countTokens, async ({ query: { selector } }) => {
      const tokens = await issued.countLive(selector);
      return tokens.ok ? ok({ status: 200, body: { tokens: tokens.value } }) : err({ reason: 'unavailable' });
    }),
  };
}

/** Without the claims of those it is about: whoever needs them reads the decision. */
function told({ jti, decision, at, expiresAt, mapping, target, sub, scopes, ...rest }: IssuedToken) {
  const { subject, actor, asked } = rest;
  return {
    jti,
    decision,
    issuedAt: at,
    expiresAt: expiresAt * 1000,
    mapping,
    target,
    sub,
    scopes,
    subject: partyOf(subject),
    ...(actor && { actor: partyOf(actor) }),
    ...(asked.client !== undefined && { client: asked.client }),
    binding: asked.binding,
  };
}

function partyOf({ issuer, workload: { key, name, task } }: IssuedToken['subject']) {
  return { issuer, workload: key, name, ...(task !== undefined && { task }) };
}
