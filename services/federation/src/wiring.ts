import { createBinding, PROOF_ALGORITHMS } from '@cambio/binding';
import { err, ok, type Result } from '@cambio/oauth';
import type { Settings } from '@cambio/settings';
import {
  createBearerAuthentication,
  createExchange,
  createIntrospect,
  createRevokeToken,
  type ExchangeFailure,
} from '@cambio/sts';
import { createKeyStore, createVerifier } from '@cambio/upstream';
import type { Meter } from '@opentelemetry/api';
import type { Logger } from 'pino';
import { identifyCaller } from './http/caller.ts';
import { createInternalApp } from './http/internal-app.ts';
import { introspectionEndpoint } from './http/introspect.ts';
import { introspectionAnswer } from './http/introspection-answer.ts';
import { jwksEndpoint } from './http/jwks.ts';
import { metadataEndpoint } from './http/metadata.ts';
import { createPublicApp } from './http/public-app.ts';
import { revocationEndpoint } from './http/revoke.ts';
import { listen, type RunningServer } from './http/server.ts';
import { tokenEndpoint } from './http/token.ts';
import { ids } from './ids.ts';
import { followDirectory } from './jobs/follow-directory.ts';
import { sweepMarks } from './jobs/sweep-marks.ts';
import { sweepTokens } from './jobs/sweep-tokens.ts';
import { countExchanges } from './metrics/count-exchanges.ts';
import { createMetrics } from './metrics/metrics.ts';
import { observeUpstream } from './metrics/observe-upstream.ts';
import { ASSERTION_ALGORITHMS } from './provider/configuration.ts';
import { createServiceDoor } from './provider/service-door.ts';
import { tokenStatus } from './provider/token-status.ts';
import { readinessChecks } from './readiness.ts';
import type { StartFailure } from './start-failure.ts';
import { openStores, type Stores } from './stores.ts';
import { type ActiveTrust, createActiveTrust } from './trust/active-trust.ts';
import { loadTrust } from './trust/load-trust.ts';
import { ownIssuer } from './trust/own-issuer.ts';
import { watchDrift } from './trust/watch-drift.ts';

/** Set up for one gateway, and handed to what is measured. */
interface Observed extends Surroundings {
  readonly meter: Meter;
}

export interface Surroundings {
  readonly log: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export interface RunningGateway {
  /** Where the public endpoints really listen; the issuer URL may be another, in front of a proxy. */
  readonly publicUrl: string;
  readonly internalUrl: string;
  /** Lets what is in flight finish, writes what is due, and lets go of everything. */
  close(): Promise<void>;
}

/** The one place where ports and adapters meet: opens everything the settings name, and listens. */
export async function startGateway(
  settings: Settings,
  { log, now }: Surroundings,
): Promise<Result<RunningGateway, StartFailure>> {
  await using closing = new AsyncDisposableStack();
  const metrics = createMetrics();
  closing.defer(() => metrics.close());
  const observed = { log, now, meter: metrics.meter };
  const stores = await openStores(settings, now, log, closing);
  if (!stores.ok) return stores;
  const { ledger, marks, keyRing } = stores.value;

  const upstream = openUpstream(settings, keyRing, observed, closing);
  const trusted = await loadTrust(settings.trust, ledger, upstream.trust);
  if (!trusted.ok) return err({ part: 'trust', cause: trusted.error });
  upstream.keys.start();
  startJobs(settings, upstream.trust, stores.value, log, closing);

  const operations = openOperations(settings, stores.value, upstream, observed);
  const publicApp = await openPublicApp(settings, operations, stores.value, { log, now });
  const internalApp = createInternalApp(
    readinessChecks(ledger, marks, upstream.trust, upstream.keys),
    metrics.endpoint,
    log,
  );
  const internal = await listenOn(settings.internal, internalApp.callback(), settings, closing);
  if (!internal.ok) return internal;
  const open = await listenOn(settings.listen, publicApp.callback(), settings, closing);
  if (!open.ok) return open;

  const running = closing.move();
  const close = () => running.disposeAsync();
  return ok({ publicUrl: open.value.url, internalUrl: internal.value.url, close });
}

type Upstream = ReturnType<typeof openUpstream>;

/** Trust and the keys of the issuers it declares: a change of trust reaches both. */
function openUpstream(
  settings: Settings,
  keyRing: Stores['keyRing'],
  { log, now, meter }: Observed,
  closing: AsyncDisposableStack,
) {
  const keys = createKeyStore({ clock: now, ownKeys: () => keyRing.jwks().keys });
  closing.defer(() => keys.close());
  const defaults = { issuer: settings.issuer, ...settings.tokens };
  const trust = createActiveTrust(defaults, ({ issuers }) => keys.setIssuers(issuers));
  observeUpstream(trust, keys, meter, now);
  const { token: maxTokenLength, nesting: maxNesting } = settings.limits;
  const bounds = { keys, maxTokenLength, maxNesting };
  const verifier = createVerifier({ ...bounds, issuers: () => trust.current().trust.issuers });
  const ownTokens = createVerifier({ ...bounds, issuers: ownIssuer(trust) });
  return { keys, trust, verifier: watchDrift(verifier, trust, log, meter), ownTokens };
}

function startJobs(
  settings: Settings,
  trust: ActiveTrust,
  { ledger, marks }: Stores,
  log: Logger,
  closing: AsyncDisposableStack,
): void {
  for (const sweeping of [sweepMarks(marks, log), sweepTokens(ledger, log)]) {
    closing.defer(() => sweeping.stop());
  }
  if (settings.trust.source !== 'directory') return;
  const following = followDirectory(settings.trust.path, trust, log);
  following.start();
  closing.defer(() => following.stop());
}

type Operations = ReturnType<typeof openOperations>;

/** Exchange, introspection and revocation, over the same stores and the same trust. */
function openOperations(
  settings: Settings,
  { ledger, marks, keyRing }: Stores,
  { trust, verifier, ownTokens }: Upstream,
  { meter, now }: Observed,
) {
  const { decisions, issued, revocations } = ledger;
  const binding = createBinding({ marks });
  const shared = { trust, binding, issued, revocations, clock: { now }, ids };
  const gateway = { issuer: settings.issuer, recordedClaims: settings.audit.claims };
  const exchange = createExchange({ ...shared, verifier, marks, minter: keyRing, decisions }, gateway);
  return {
    exchange: countExchanges(exchange, meter, now),
    introspect: createIntrospect({ ...shared, ownTokens }),
    authenticate: createBearerAuthentication({ ...shared, ownTokens }),
    revokeToken: createRevokeToken({ ...shared, ownTokens }),
  };
}

async function openPublicApp(
  settings: Settings,
  { exchange, introspect, authenticate, revokeToken }: Operations,
  { marks, keyRing }: Stores,
  { log, now }: Surroundings,
) {
  const { issuer, listen: listener, limits, clients: services, keys } = settings;
  const { body: bodyLimit } = limits;
  const identify = (path: string) => identifyCaller(`${issuer}${path}`, listener.trustedProxies);
  const onFailure = logFailure(log);
  const answer = introspectionAnswer({ issuer, sign: keyRing.signIntrospection, now });
  const serviceDoor = await createServiceDoor({
    issuer,
    services,
    marks,
    exchange,
    tokenStatus: tokenStatus({ introspect, revokeToken, audiencesOf: audiencesOf(services), answer }),
    identifyCaller: identify('/token'),
    onFailure,
    log,
    now,
  });
  const announced = {
    issuer,
    services: services.length > 0,
    assertionAlgorithms: ASSERTION_ALGORITHMS,
    proofAlgorithms: PROOF_ALGORITHMS,
    signingAlgorithms: keys.algorithms,
  };
  const endpoints = {
    token: tokenEndpoint({
      exchange,
      identifyCaller: identify('/token'),
      serviceDoor,
      bodyLimit,
      onFailure,
    }),
    introspection: introspectionEndpoint({
      introspect,
      authenticate,
      identifyCaller: identify('/introspect'),
      serviceDoor,
      answer,
      proofAlgorithms: PROOF_ALGORITHMS,
      bodyLimit,
    }),
    revocation: revocationEndpoint({ revokeToken, serviceDoor, bodyLimit }),
    jwks: jwksEndpoint(() => keyRing.jwks()),
    metadata: metadataEndpoint(announced),
  };
  return createPublicApp(issuer, endpoints, log);
}

/** None for a client that may introspect nothing. */
function audiencesOf(services: Settings['clients']): (client: string) => readonly string[] {
  const audiences = new Map(services.map(({ id, introspects }) => [id, introspects]));
  return (client) => audiences.get(client) ?? [];
}

/** Details stay in the log; no part of a token is in them. */
function logFailure(log: Logger): (failure: ExchangeFailure) => void {
  return (failure) => {
    switch (failure.kind) {
      case 'request':
        return log.debug({ defect: failure.defect, parameter: failure.parameter }, 'malformed request');
      case 'unauthentic':
        return log.info({ reason: failure.refusal.reason, detail: failure.refusal.detail }, 'token refused');
      case 'denied':
        return log.info({ decision: failure.decision, reason: failure.reason }, 'exchange denied');
      case 'interrupted':
        return log.error({ decision: failure.decision, outage: failure.outage }, 'exchange interrupted');
    }
  };
}

async function listenOn(
  { host, port }: { readonly host: string; readonly port: number },
  handler: Parameters<typeof listen>[0],
  { limits }: Settings,
  closing: AsyncDisposableStack,
): Promise<Result<RunningServer, StartFailure>> {
  try {
    const server = await listen(handler, { host, port, headerLimit: limits.headers });
    closing.defer(() => server.close());
    return ok(server);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return err({ part: 'listener', cause: { reason: 'cannot_listen', address: `${host}:${port}`, detail } });
  }
}
