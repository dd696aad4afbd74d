import type { JsonObject } from '@cambio/oauth';
import { type DeclaredIssuer, type DeclaredIssuers, isSpiffe } from './issuer.ts';
import { trustDomainOf } from './token/spiffe-id.ts';

/** Declared issuers, found by what an unverified token says. Finding one contacts nobody. */
export interface Directory {
  /**
   * The issuers a payload can be of, in the order of their ids: those whose URL is its `iss`, byte for byte. If
   * there is none, those of the SPIFFE trust domain of its `sub`, since JWT-SVIDs need no `iss` and SPIFFE gives it
   * no meaning.
   */
  readonly candidates: (payload: JsonObject) => readonly DeclaredIssuer[];
}

const NONE: readonly DeclaredIssuer[] = [];

export function indexIssuers(issuers: DeclaredIssuers): Directory {
  const inOrder = [...issuers.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
  const byUrl = Map.groupBy(inOrder, ({ url }) => url);
  const byTrustDomain = Map.groupBy(inOrder.filter(isSpiffe), ({ url }) => trustDomainOf(url));
  return {
    candidates: ({ iss, sub }) => {
      const named = typeof iss === 'string' ? byUrl.get(iss) : undefined;
      if (named !== undefined) return named;
      const domain = typeof sub === 'string' ? trustDomainOf(sub) : undefined;
      return (domain === undefined ? undefined : byTrustDomain.get(domain)) ?? NONE;
    },
  };
}
