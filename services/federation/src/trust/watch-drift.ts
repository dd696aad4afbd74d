import { type Drift, DriftFilter, drift } from '@cambio/claims';
import type { Trust, Verifier } from '@cambio/sts';
import type { Observed } from '../surroundings.ts';

export interface DriftWatch {
  readonly watch: (verifier: Verifier) => Verifier;
  /** What was met since the process started, by the issuer's id. */
  readonly found: () => ReadonlyMap<string, readonly Drift[]>;
}

/**
 * Has verifiers look at every verified token for claims its provider's profile does not know. Each is reported once per
 * claim and issuer, whichever verifier met it: a platform that changes its tokens is how trust breaks unnoticed.
 * Changes no outcome.
 */
export function watchDrift(trust: Trust, { log, meter }: Observed): DriftWatch {
  const filter = new DriftFilter();
  const known = new Map<string, readonly Drift[]>();
  const drifts = meter.createCounter('cambio.upstream.drift', {
    description: 'By issuer: claims its tokens were not known to have, or to lack; each is counted once.',
  });
  const watch = (verifier: Verifier): Verifier => ({
    async verify(token, as, now) {
      const verified = await verifier.verify(token, as, now);
      if (!verified.ok) return verified;
      const { issuer, claims } = verified.value.identity;
      const profile = trust.current().trust.issuers.get(issuer)?.profile;
      const news = profile === undefined ? [] : filter.fresh(issuer, drift(profile, claims));
      for (const found of news) {
        log.warn({ issuer, provider: profile?.provider, drift: found }, 'upstream tokens have changed');
        drifts.add(1, { issuer, kind: found.kind });
      }
      if (news.length > 0) known.set(issuer, [...(known.get(issuer) ?? []), ...news]);
      return verified;
    },
  });
  return { watch, found: () => known };
}
