import { EXIT } from '../exit-code.ts';
import type { Problem } from '../problem.ts';
import { noStore } from '../settings/with-ledger.ts';

/** Why there is no trail to read. */
export function noTrail(reason: 'unavailable' | 'nothing_sealed'): Problem {
  if (reason === 'unavailable') return noStore('it does not answer');
  return {
    exit: EXIT.denied,
    message: 'the store holds no checkpoint yet',
    hint: 'A running gateway seals its trail every minute (audit.sealEvery), and when it is stopped.',
  };
}
