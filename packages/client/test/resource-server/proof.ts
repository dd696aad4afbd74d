import { type DpopKey, makeDpopProof, type ProofRequest } from '@cambio/binding';
import { NOW } from './issuer.ts';

let made = 0;

/** A proof for `GET https://deployer.example/api/deploy`, but for the changes. */
export function proofBy(
  key: DpopKey,
  accessToken: string,
  changes: Partial<ProofRequest> = {},
): Promise<string> {
  const url = `${PUBLIC_URL}/deploy`;
  return makeDpopProof({
    key,
    method: 'GET',
    url,
    now: NOW,
    jti: `proof-${made++}`,
    accessToken,
    ...changes,
  });
}

/** What clients call the tested services by, whatever socket they listen on. */
export const PUBLIC_URL = 'https://deployer.example/api';
