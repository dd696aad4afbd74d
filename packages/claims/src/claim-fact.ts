import type { ClaimFact, Stability } from './profile.ts';

/** All of a fact but its stability; a string unless `types` says otherwise. */
type About = Partial<Omit<ClaimFact, 'stability'>>;

/** An id that is never reassigned. */
export const immutable = (about?: About): ClaimFact => fact('immutable', about);

/** A name that can be changed, freed and taken by somebody else. */
export const renameable = (about?: About): ClaimFact => fact('renameable', about);

/** Something that describes this run and not the workload. */
export const context = (about?: About): ClaimFact => fact('context', about);

/** A registered claim (RFC 7519 §4.1). */
const registered = (about?: About): ClaimFact => fact('registered', about);

function fact(stability: Stability, about: About = {}): ClaimFact {
  return { types: ['string'], stability, ...about };
}

/**
 * The registered claims of a provider's tokens. `iss`, `sub`, `aud`, `exp` and `iat` are expected of all;
 * `nbf` and `jti` only where the provider names them, and are then no drift when they come all the same.
 */
export function registeredClaims(...sends: readonly ('nbf' | 'jti')[]): Readonly<Record<string, ClaimFact>> {
  const unlessSent = (claim: 'nbf' | 'jti'): About => (sends.includes(claim) ? {} : { optional: true });
  return {
    iss: registered(),
    sub: registered(),
    aud: registered({ types: ['string', 'array'] }),
    exp: registered({ types: ['number'] }),
    iat: registered({ types: ['number'] }),
    nbf: registered({ types: ['number'], ...unlessSent('nbf') }),
    jti: registered(unlessSent('jti')),
  };
}
