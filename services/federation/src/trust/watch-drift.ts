import { DriftFilter, drift } from '@cambio/claims';
import type { Trust, Verifier } from '@cambio/sts';
import type { Meter } from '@opentelemetry/api';
import type { Logger } from 'pino';

/**
 * Looks at every verified token for claims its provider's profile does not know, and reports each once per claim and
 * issuer: a platform that changes its tokens is how trust breaks unnoticed. Changes no outcome.
 */
export function watchDrift(verifier: Verifier, trust: Trust, log: Logger, meter: Meter): Verifier {
  const filter = new DriftFilter();
  const drifts = meter.createCounter('cambio.upstream.drift', {
    description: 'By issuer: claims its tokens were not known to have, or to lack; each is counted once.',
  });
  return {
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
      return verified;
    },
  };
}
