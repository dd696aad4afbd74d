import type { TrustedIssuer } from '@cambio/policy';
import type { Trust } from '@cambio/sts';

/** The trust in force, as far as it concerns this gateway's own tokens: whoever verifies by this contacts nobody. */
export function ownIssuer(trust: Trust): () => ReadonlyMap<string, TrustedIssuer> {
  let from: ReadonlyMap<string, TrustedIssuer> | undefined;
  let own: ReadonlyMap<string, TrustedIssuer> = new Map();
  return () => {
    const { issuers } = trust.current().trust;
    if (issuers !== from) own = new Map([...issuers].filter(([id]) => id === 'self'));
    from = issuers;
    return own;
  };
}
