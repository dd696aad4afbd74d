import type { KeyObject } from 'node:crypto';
import { err, ok, type Result } from '@cambio/oauth';
import type { Directory } from './directory.ts';
import type { DeclaredIssuer } from './issuer.ts';
import type { IssuerKeys } from './keys/issuer-keys.ts';
import type { KeyStore } from './keys/key-store.ts';
import { type Refused, refuse } from './refusal.ts';
import type { SignatureCheck } from './signature/check.ts';
import type { TokenHeader } from './token/header.ts';
import type { ReadToken } from './token/read.ts';

export interface SignerSearch {
  readonly directory: Directory;
  readonly keys: Pick<KeyStore, 'of'>;
  readonly check: SignatureCheck;
}

/** Who signed a token, and with which key. */
export interface Signer {
  readonly issuer: DeclaredIssuer;
  readonly key: KeyObject;
}

/**
 * Finds the declared issuer that signed a token. Asks of each candidate, in this order: it is enabled, it lists the
 * type and the algorithm, it has a key for `kid` and algorithm, the signature verifies. Where that fails for the keys
 * at hand, its source is asked again, at most once per cool-down.
 */
export async function findSigner(token: ReadToken, search: SignerSearch): Promise<Result<Signer, Refused>> {
  // All at once, before anything is waited for: asked for later, the keys of an issuer that has been removed meanwhile would
  // be taken up again.
  const candidates = search.directory.candidates(token.payload).map((issuer) => {
    const problem = acceptanceProblem(token.header, issuer);
    return { issuer, keys: problem === undefined ? ok(search.keys.of(issuer)) : err(problem) };
  });
  let refused = refuse('unknown_issuer', 'no issuer is declared for the iss of this token');
  for (const { issuer, keys } of candidates) {
    const key = keys.ok ? await signingKey(token, issuer.id, keys.value, search.check) : keys;
    if (key.ok) return ok({ issuer, key: key.value });
    // An issuer that could not be asked might have been the one.
    if (refused.reason !== 'keys_unavailable') refused = key.error;
  }
  return err(refused);
}

function acceptanceProblem({ typ, algorithm }: TokenHeader, issuer: DeclaredIssuer): Refused | undefined {
  if (!issuer.enabled) return refuse('issuer_disabled', `issuer ${issuer.id} is disabled`);
  if (!issuer.profile.types.includes(typ))
    return refuse('unsupported_type', `typ is not one of ${issuer.id}'s`);
  if (!issuer.algorithms.includes(algorithm.name)) {
    return refuse('unsupported_algorithm', `${algorithm.name} is not one of ${issuer.id}'s`);
  }
  return undefined;
}

/** Asks the source only where no key at hand verifies, as one does for nearly every token. */
async function signingKey(
  { header: { algorithm, kid }, signingInput, signature }: ReadToken,
  issuer: string,
  issuerKeys: IssuerKeys,
  check: SignatureCheck,
): Promise<Result<KeyObject, Refused>> {
  const known = issuerKeys.current()?.find(kid, algorithm);
  if (known !== undefined && (await check(algorithm, known, signingInput, signature))) return ok(known);
  // The key may be new, or another under the old name, as Jenkins makes them.
  const latest = await issuerKeys.demand();
  if (latest === undefined) return err(refuse('keys_unavailable', `no keys of issuer ${issuer}`));
  const found = latest.find(kid, algorithm);
  if (found === undefined) return err(refuse('unknown_key', `no key of issuer ${issuer} fits kid and alg`));
  const isNew = known === undefined || !found.equals(known);
  if (isNew && (await check(algorithm, found, signingInput, signature))) return ok(found);
  return err(refuse('invalid_signature', `not signed by issuer ${issuer}`));
}
