import type { KeyFileFailure, KeyRingFailure, RewrapFailure, RotateFailure } from '@cambio/mint';
import { EXIT } from '../exit-code.ts';
import type { Problem } from '../problem.ts';
import { startProblem } from '../serve/start-failure.ts';
import { noStore } from '../settings/with-ledger.ts';

export const NOT_OPENED = 'the keys cannot be opened';

export const NOT_SEALED =
  'cambio: the keys were changed, but the audit trail could not be sealed by one that is left. Where no gateway is ' +
  'running, see the runbook CambioAuditForeign.\n';

/** Why keys were not rotated or encrypted anew, and what to do about it. */
export function rotationProblem(failure: RotateFailure | KeyRingFailure | RewrapFailure): Problem {
  switch (failure.reason) {
    case 'no_such_key':
      return {
        exit: EXIT.usage,
        message: `no key has the id ${failure.kid}`,
        hint: 'See `cambio keys list`.',
      };
    case 'algorithm_not_configured':
      return {
        exit: EXIT.usage,
        message: 'the gateway has no keys of this algorithm',
        hint: 'See keys.algorithms.',
      };
    case 'published_too_late':
      return {
        exit: EXIT.denied,
        message: `not every verifier can know the next ${failure.algorithm} key before ${new Date(failure.notBefore).toISOString()}`,
        hint: 'Wait until then; or --now, and verifiers that keep the key set refuse tokens until they read it again.',
      };
    case 'keys_changed':
      return {
        exit: EXIT.denied,
        message: 'the keys changed in the same moment',
        hint: 'See `cambio keys list`.',
      };
    case 'store_unavailable':
      return noStore('it does not answer');
    case 'signer_unavailable':
    case 'signer_not_set_up':
    case 'wrong_encryption_key':
    case 'malformed_key':
      return startProblem({ part: 'signing keys', cause: failure }, NOT_OPENED);
  }
}

/** Why what is stored cannot be opened. A key made now would not open it, whatever a gateway that starts is told. */
export function noEncryptionKey(cause: KeyFileFailure): Problem {
  const problem = startProblem({ part: 'encryption key', cause }, NOT_OPENED);
  if (cause.reason !== 'key_file_unreadable') return problem;
  return { ...problem, hint: THE_KEY_THERE_WAS };
}

const THE_KEY_THERE_WAS =
  'Name the settings of the gateway with --config, or its folder with --data. What is stored opens with no other key: ' +
  'bring a lost one back from where it is kept.';
