import { err, ok, type Result } from '@cambio/oauth';
import type { Directory } from './directory.ts';
import type { DeclaredIssuer } from './issuer.ts';
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

/**
 * Finds the declared issuer that signed a token. Asks of each candidate, in this order: it is enabled, it lists the
 * type and the algorithm, it has a key for `kid` and algorithm, the signature verifies. Where that fails for the keys
 * at hand, its source is asked again, at most once per cool-down.
 */
export async function findSigner(
  token: ReadToken,
  search: SignerSearch,
): Promise<Result<DeclaredIssuer, Refused>> {
  let refused = refuse('unknown_issuer', 'no issuer is declared for the iss of this token');
  for (const issuer of search.directory.candidates(token.payload)) {
    const found = acceptanceProblem(token.header, issuer) ?? signatureProblem(token, issuer, search);
    const problem = found === undefined ? undefined : await found;
    if (problem === undefined) return ok(issuer);
    // An issuer that could not be asked might have been the one.
    if (refused.reason !== 'keys_unavailable') refused = problem;
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

/** Waits for nothing where a key at hand verifies inline, as nearly every token's does. */
function signatureProblem(
  token: ReadToken,
  issuer: DeclaredIssuer,
  { keys, check }: SignerSearch,
): undefined | Promise<Refused | undefined> {
  const { algorithm, kid } = token.header;
  const issuerKeys = keys.of(issuer);
  const known = issuerKeys.current()?.find(kid, algorithm);
  const isSigned = known !== undefined && check(algorithm, known, token.signingInput, token.signature);
  return isSigned === true ? undefined : lookAgain();

  async function lookAgain(): Promise<Refused | undefined> {
    if (await isSigned) return undefined;
    // The key may be new, or another under the old name, as Jenkins makes them.
    const latest = await issuerKeys.demand();
    if (latest === undefined) return refuse('keys_unavailable', `no keys of issuer ${issuer.id}`);
    const found = latest.find(kid, algorithm);
    if (found === undefined) return refuse('unknown_key', `no key of issuer ${issuer.id} fits kid and alg`);
    const isNew = known === undefined || !found.equals(known);
    if (isNew && (await check(algorithm, found, token.signingInput, token.signature))) return undefined;
    return refuse('invalid_signature', `not signed by issuer ${issuer.id}`);
  }
}
