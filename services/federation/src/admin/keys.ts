import {
  type KeyRing,
  type KeyRingFailure,
  outlookOf,
  type RotateFailure,
  type Schedule,
} from '@cambio/mint';
import { err, ok } from '@cambio/oauth';
import type { Logger } from 'pino';
import { keyOperations as operations } from './contract/keys.ts';
import type { ProblemReason } from './contract/problems.ts';
import { implement } from './operation.ts';

export interface KeyParts {
  readonly keyRing: Pick<KeyRing, 'keys' | 'follow' | 'rotate'>;
  readonly schedule: Schedule;
  readonly log: Logger;
}

export function keyHandlers({ keyRing, schedule, log }: KeyParts) {
  const outlook = () => outlookOf(keyRing.keys(), schedule);
  return {
    listKeys: implement(operations.listKeys, async () => {
      const followed = await keyRing.follow();
      return followed.ok ? ok({ status: 200, body: { keys: outlook() } }) : err({ reason: 'unavailable' });
    }),
    rotateKeys: implement(operations.rotateKeys, async ({ admin, body }) => {
      const rotated = await keyRing.rotate(body);
      if (!rotated.ok) {
        log.error({ problem: rotated.error, author: admin.name }, 'signing keys not rotated on demand');
        return err({ reason: refusalOf(rotated.error) });
      }
      log.warn({ keys: rotated.value, author: admin.name }, 'signing keys rotated on demand');
      return ok({ status: 200, body: { events: rotated.value, keys: outlook() } });
    }),
  };
}

function refusalOf({ reason }: RotateFailure | KeyRingFailure): ProblemReason {
  switch (reason) {
    case 'no_such_key':
    case 'algorithm_not_configured':
    case 'published_too_late':
    case 'keys_changed':
      return reason;
    case 'store_unavailable':
    case 'signer_unavailable':
    case 'signer_not_set_up':
    case 'wrong_encryption_key':
    case 'malformed_key':
      return 'unavailable';
  }
}
