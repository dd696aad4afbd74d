import { err, ok } from '@cambio/oauth';
import type { RevokeBySelector } from '@cambio/sts';
import type { Logger } from 'pino';
import { revocationOperations as operations } from './contract/revocations.ts';
import { implement } from './operation.ts';

export interface RevocationParts {
  readonly revokeBySelector: RevokeBySelector;
  readonly log: Logger;
}

export function revocationHandlers({ revokeBySelector, log }: RevocationParts) {
  return {
    revoke: implement(operations.revoke, async ({ admin, body: { selector, reason } }) => {
      const revoked = await revokeBySelector(selector, { author: admin.name, reason });
      if (!revoked.ok) return err({ reason: revoked.error });
      log.warn({ revocation: revoked.value }, 'tokens revoked');
      return ok({ status: 201, body: revoked.value });
    }),
  };
}
