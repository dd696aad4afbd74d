import { availableParallelism } from 'node:os';
import type { Settings } from '@cambio/settings';
import { createKeyStore, createVerifier, type DeclaredIssuer, type DeclaredIssuers } from '@cambio/upstream';
import { observeUpstream } from './metrics/observe-upstream.ts';
import type { Stores } from './open-stores.ts';
import { addressedToEndpoint, assertionVerifier } from './provider/grants/assertion-verifier.ts';
import type { Observed } from './surroundings.ts';
import { createActiveTrust } from './trust/active-trust.ts';
import { ownIssuer } from './trust/own-issuer.ts';
import { watchDrift } from './trust/watch-drift.ts';

export type Upstream = ReturnType<typeof openUpstream>;

/** Tokens of our own that are not read again, a few kilobytes each: services ask about one as often as it is used. */
const OWN_REMEMBERED = 1024;

/** Trust and the keys of the issuers it declares: a change of trust reaches both. */
export function openUpstream(
  settings: Settings,
  keyRing: Stores['keyRing'],
  observed: Observed,
  closing: AsyncDisposableStack,
) {
  const { now, meter } = observed;
  const { proxy } = settings.egress;
  const keys = createKeyStore({
    clock: now,
    maxWaiting: settings.limits.waitingPerIssuer,
    ownKeys: () => keyRing.jwks().keys,
    ...(proxy !== undefined && { egress: { proxy } }),
  });
  closing.defer(() => keys.close());
  const { issuer, tokens, keys: signing, admin } = settings;
  const defaults = { issuer, ...tokens, algorithms: signing.algorithms, documents: admin.documents };
  const trust = createActiveTrust(defaults, ({ issuers }) => keys.setIssuers(issuers));
  observeUpstream(trust, keys, meter, now);
  const { token: maxTokenLength, nesting: maxNesting } = settings.limits;
  // Where no core is left for it, the thread pool only adds work.
  const pooled = availableParallelism() > settings.workers;
  const declared = () => trust.current().trust.issuers;
  const keysOf = { of: (issuer: DeclaredIssuer) => keys.of(declared().get(issuer.id) ?? issuer) };
  const verifierFor = (issuers: () => DeclaredIssuers, remembered = 0) =>
    createVerifier({ issuers, keys: keysOf, pooled, remembered, maxTokenLength, maxNesting });
  const assertions = verifierFor(addressedToEndpoint(declared, settings.issuer, tokenUrlOf(settings)));
  const drift = watchDrift(trust, observed);
  return {
    keys,
    trust,
    drift: drift.found,
    verifier: drift.watch(verifierFor(declared)),
    assertions: assertionVerifier(drift.watch(assertions)),
    ownTokens: verifierFor(ownIssuer(trust), OWN_REMEMBERED),
  };
}

function tokenUrlOf({ issuer }: Settings): string {
  return `${issuer}/token`;
}
