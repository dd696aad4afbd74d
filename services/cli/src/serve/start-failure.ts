import type { StartFailure } from '@cambio/federation';
import { EXIT } from '../exit-code.ts';
import type { Problem } from '../problem.ts';

/** Why the gateway did not start, or what else of its parts was wanted could not be opened, and what to do about it. */
export function startProblem({ part, cause }: StartFailure, what = 'the gateway did not start'): Problem {
  const problem = (message: string, hint?: string): Problem => ({
    exit: EXIT.unreachable,
    message: `${what}: ${message}`,
    ...(hint !== undefined && { hint }),
  });
  switch (cause.reason) {
    case 'cannot_listen':
      return problem(
        `it cannot listen on ${cause.address} (${cause.detail})`,
        'Another program may be there: choose another port, by listen.port or, for health and metrics, internal.port.',
      );
    case 'certificates_unusable':
      return problem(
        `the files that listen.tls and listen.clientCa name cannot be used (${cause.detail})`,
        'Each is PEM, and the key has to be that of the certificate.',
      );
    case 'trust_unreadable':
      return problem(`the trust documents in ${cause.path} cannot be read (${cause.detail})`);
    case 'key_file_exposed':
      return problem(
        `the ${part} in ${cause.path} can be read by others (mode ${cause.mode})`,
        `Allow its owner alone: chmod 600 ${cause.path}`,
      );
    case 'key_file_malformed':
      return problem(`${cause.path} does not hold an ${part}`);
    case 'key_file_unreadable':
      return problem(
        `the ${part} in ${cause.path} cannot be read (${cause.detail})`,
        cause.detail === 'ENOENT'
          ? 'Bring it back from where it is kept. New replicas share one, and none of them makes it: openssl rand -base64 32'
          : undefined,
      );
    case 'wrong_encryption_key':
      return problem(
        `the signing key ${cause.kid} was encrypted under another key`,
        'Give it the key that this store was made with: keys.encryption.keyFile, or keys.encryption.previousKeyFiles.',
      );
    case 'signer_not_set_up':
      return problem(
        `the signing key ${cause.kid} is kept by ${cause.signer}, which the settings do not name`,
      );
    case 'signer_unavailable':
      return problem(`the signer did not answer (${cause.detail})`);
    case 'malformed_key':
      return problem(`the signing key ${cause.kid} cannot be read (${cause.detail})`);
    case 'ledger_url_unsupported':
      return problem('ledger.url names no store that is known here');
    case 'store_unavailable':
    case 'ledger_unavailable':
      return problem(`the store did not answer while the ${part} was read`);
    case 'trust_refused':
      return {
        ...problem('its trust documents have errors'),
        exit: EXIT.denied,
        diagnostics: cause.diagnostics,
      };
    case 'marks_url_unsupported':
      return problem('marks.url names no store that is known here');
    case 'marks_evicted':
      return problem(
        'the Redis that marks.url names forgets keys when its memory is full',
        'A token could then be used again: set maxmemory-policy to noeviction.',
      );
    case 'marks_unreachable':
      return problem(`the store that marks.url names cannot be opened (${cause.detail})`);
    case 'schema_older':
      return problem(
        'its store was written by an older version',
        'Start the gateway of this version on it first.',
      );
    case 'schema_newer':
      return problem('its store was written by a newer version', 'Run that version, or a newer one.');
    case 'ledger_corrupt':
    case 'ledger_unreachable':
      return problem(`its store cannot be opened (${cause.detail})`);
  }
}
