import { type ClaimFact, type Claims, factOf, type Profile, type Workload } from '@cambio/claims';
import type { JsonValue } from '@cambio/oauth';
import { recognize } from './recognize.ts';

/** What a platform token says of whoever holds it. */
export interface Identity {
  /** The source it came from. */
  readonly source: string;
  /** Absent where it is of no provider that is known. */
  readonly profile?: Profile;
  readonly workload?: Workload;
  readonly claims: readonly KnownClaim[];
}

/** A claim, and what is known of it. */
export interface KnownClaim {
  readonly name: string;
  readonly value: JsonValue;
  readonly fact?: ClaimFact;
}

/** In the order they matter to whoever writes a mapping; what nobody knows comes last. */
const ORDER: readonly (ClaimFact['stability'] | undefined)[] = [
  'registered',
  'immutable',
  'renameable',
  'context',
  undefined,
];

export function identify(claims: Claims, source: string): Identity {
  const profile = recognize(claims, source);
  const known = Object.entries(claims).map(([name, value]): KnownClaim => {
    const fact = profile && factOf(profile, name);
    return { name, value, ...(fact && { fact }) };
  });
  const rank = ({ fact }: KnownClaim) => ORDER.indexOf(fact?.stability);
  return {
    source,
    ...(profile && { profile, workload: profile.workload(claims) }),
    claims: known.sort((one, other) => rank(one) - rank(other)),
  };
}
