import type { Ledger } from '@cambio/ledger';
import { err, ok } from '@cambio/oauth';
import type { RevokeBySelector } from '@cambio/sts';
import type { Logger } from 'pino';
import { revocationOperations as operations } from './contract/revocations.ts';
import { implement } from './operation.ts';
import { pageOf } from './page.ts';

export interface RevocationParts {
  readonly revocations: Pick<Ledger['revocations'], 'list'>;
  readonly issued: Pick<Ledger['issued'], 'countLive'>;
  readonly revokeBySelector: RevokeBySelector;
  readonly log: Logger;
}

export function revocationHandlers({ revocations, issued, revokeBySelector, log }: RevocationParts) {
  return {
    listRevocations: implement(operations.listRevocations, async ({ query: { limit, cursor } }) => {
      const page = { limit: limit + 1, ...(cursor !== undefined && { before: cursor }) };
      const found = await revocations.list(page);
      if (!found.ok) return err({ reason: 'unavailable' });
      const { items, next } = pageOf(found.value, limit, ({ id }) => id);
      return ok({ status: 200, body: { revocations: items, ...next } });
    }),

    revoke: implement(operations.revoke, async ({ admin, query, body: { selector, reason } }) => {
      if (query.dryRun) {
        const tokens = await issued.countLive(selector);
        if (!tokens.ok) return err({ reason: 'unavailable' });
        return ok({ status: 200, body: { selector, tokens: tokens.value } });
      }
      const revoked = await revokeBySelector(selector, { author: admin.name, reason });
      if (!revoked.ok) return err({ reason: revoked.error });
      log.warn({ revocation: revoked.value }, 'tokens revoked');
      return ok({ status: 201, body: revoked.value });
    }),
  };
}
