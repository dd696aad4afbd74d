import { type ClaimFact, type ClaimPath, factOf, type Profile, parseClaimPath } from '@cambio/claims';
import { err, ok, type Result } from '@cambio/oauth';
import { clearlyMeant, didYouMean } from '../nearest.ts';

/** A claim that documents may name, and what the provider's profile knows of it. */
export interface KnownClaim {
  readonly path: ClaimPath;
  /** Absent for a claim that the profile does not know. */
  readonly fact: ClaimFact | undefined;
}

export interface ClaimProblem {
  readonly message: string;
  readonly hint?: string | undefined;
  /** The claim that was clearly meant. */
  readonly meant?: string | undefined;
}

/**
 * Reads a claim name or JSON Pointer. A name the profile does not know is refused, unless the profile is open; a
 * pointer is taken at its word.
 */
export function readClaim(name: string, profile: Profile): Result<KnownClaim, ClaimProblem> {
  const path = parseClaimPath(name);
  if (!path.ok) {
    const what = path.error === 'empty_path' ? 'names no claim' : 'is no JSON Pointer: ~ must be ~0 or ~1';
    return err({ message: `${JSON.stringify(name)} ${what}` });
  }
  const fact = factOf(profile, name);
  if (fact !== undefined || name.startsWith('/') || profile.open) return ok({ path: path.value, fact });
  const known = Object.keys(profile.claims);
  return err({
    message: `${profile.title} tokens have no claim ${JSON.stringify(name)}`,
    hint: didYouMean(name, known) ?? `write it as ${JSON.stringify(`/${name}`)} if they do`,
    meant: clearlyMeant(name, known),
  });
}
