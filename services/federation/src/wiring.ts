import type { IncomingMessage, RequestListener } from 'node:http';
import { createBinding, createNonces, type Nonces, PROOF_ALGORITHMS } from '@cambio/binding';
import { err, ok, type Result } from '@cambio/oauth';
import type { Settings } from '@cambio/settings';
import {
  createBearerAuthentication,
  createClientCredentials,
  createExchange,
  createIntrospect,
  createRevokeBySelector,
  createRevokeToken,
  type Verifier,
} from '@cambio/sts';
import { createGuardedClient } from '@cambio/upstream';
import type { Middleware } from 'koa';
import { openAdminApi } from './admin/open-admin-api.ts';
import { resourceMetadataEndpoint } from './admin/resource-metadata.ts';
import { announced } from './announced-metadata.ts';
import type { CertificateFiles } from './certificate/files.ts';
import { certificateReader } from './certificate/presented.ts';
import { openConsole } from './console/serve-console.ts';
import { callerAddress, type IdentifyCaller, identifyCaller } from './http/caller.ts';
import { askParts } from './http/internal-app.ts';
import { introspectionEndpoint } from './http/introspect.ts';
import { introspectionAnswer } from './http/introspection-answer.ts';
import { jwksEndpoint } from './http/jwks.ts';
import { type CountAddress, countAddresses, limitAddresses } from './http/limit-addresses.ts';
import { createLoad } from './http/load.ts';
import { metadataEndpoint } from './http/metadata.ts';
import { networkOf } from './http/network.ts';
import { trustedProxies } from './http/proxies.ts';
import { createPublicApp } from './http/public-app.ts';
import { revocationEndpoint } from './http/revoke.ts';
import type { ServiceDoor } from './http/service-door.ts';
import { throttleGuessing } from './http/throttle-guessing.ts';
import { throttleScanning } from './http/throttle-scanning.ts';
import { tokenEndpoint } from './http/token.ts';
import { ids } from './ids.ts';
import { startJobs } from './jobs/start-jobs.ts';
import { listenInside, listenWith, openCertificates } from './listener.ts';
import { observeExchanges } from './metrics/observe-exchanges.ts';
import { observeProcess } from './metrics/observe-process.ts';
import { observeReplacements } from './metrics/observe-replacements.ts';
import { observeSigningKeys } from './metrics/observe-signing-keys.ts';
import { observeStores } from './metrics/observe-stores.ts';
import { observeTurnedAway } from './metrics/observe-turned-away.ts';
import { keySchedule } from './open-keys.ts';
import { type Limits, openLimits } from './open-limits.ts';
import { openPeople } from './open-people.ts';
import { openServiceDoor } from './open-services.ts';
import { openStores, type Stores } from './open-stores.ts';
import { openUpstream, type Upstream } from './open-upstream.ts';
import { peopleFirst } from './provider/people/people-first.ts';
import { readinessChecks, STOPPING } from './readiness.ts';
import type { StartFailure } from './start-failure.ts';
import type { Observed, Surroundings } from './surroundings.ts';
import { openTelemetry } from './telemetry/telemetry.ts';
import { traceSteps } from './tracing/trace-steps.ts';
import { loadTrust } from './trust/load-trust.ts';
import { logAdvice } from './trust/log-advice.ts';
import { type ClockWatch, watchClock } from './watch-clock.ts';
import { replacementsBy } from './workers/tell-primary.ts';

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
  { log, now, consoleFolder, env = {}, worker }: Surroundings,
): Promise<Result<RunningGateway, StartFailure>> {
  await using closing = new AsyncDisposableStack();
  const telemetry = await openTelemetry(env, worker);
  closing.defer(() => telemetry.close());
  const { meter, tracer } = telemetry;
  const observed = { log, now, elapsed: () => performance.now(), meter, tracer };
  closing.defer(observeProcess(meter));
  observeReplacements(replacementsBy(env), meter);
  const stores = await openStores(settings, { log, now, ...(worker !== undefined && { worker }) }, closing);
  if (!stores.ok) return stores;
  const { ledger, marks, keyRing } = stores.value;
  observeSigningKeys(keyRing, keySchedule(settings), meter, now);

  const upstream = openUpstream(settings, keyRing, observed, closing);
  const trusted = await loadTrust(settings.trust, ledger, upstream.trust);
  if (!trusted.ok) return err({ part: 'trust', cause: trusted.error });
  logAdvice(trusted.value, log);
  upstream.keys.start();
  const clock = watchClock(observed, (by) =>
    log.error(
      { seconds: Math.round(by / 1000) },
      'the clock was set: no token is issued until it can be relied on',
    ),
  );
  startJobs(settings, upstream.trust, stores.value, clock, observed, closing);

  const certificates = await openCertificates(settings.listen);
  if (!certificates.ok) return certificates;

  const callers = tellCallers(settings, certificates.value, now);
  const nonces = createNonces({
    secret: stores.value.secretFor('cambio dpop nonce'),
    now: () => Math.floor(now() / 1000),
  });
  const limits = openLimits(settings, marks, observed);
  const operations = openOperations(settings, stores.value, upstream, nonces, limits, clock, observed);
  const connect = guardedClients(settings.egress);
  const countAddress = limits.perAddress && countAddresses(limits.perAddress, callers.networkOf);
  const joined = { ...operations, ...callers, ...stores.value, logins: ledger.logins, connect, countAddress };
  const door = await openServiceDoor(settings, joined, observed, closing);
  const guessing = { throttle: limits.failures, networkOf: callers.networkOf };
  const people = await openPeople(settings, joined, observed, closing);
  const serviceDoor = peopleFirst(people, throttleGuessing(door, guessing));
  const pages = [people?.pages, await openConsole(settings.issuer, consoleFolder)];
  const doors = { ...operations, ...callers, serviceDoor, pages, limits, countAddress };
  const stopping = new AbortController();
  const adminSurroundings = { ...observed, stopping: stopping.signal };
  const admin = openAdminApi(settings, doors, upstream, stores.value, adminSurroundings);
  const publicHandler = openPublicApp(settings, { ...doors, admin }, nonces, stores.value, observed);
  const checks = readinessChecks(ledger, marks, upstream.trust, upstream.keys, keyRing, clock);
  const inside = {
    isAlive: async () => true,
    parts: async () => (stopping.signal.aborted ? STOPPING : askParts(checks)),
    metrics: telemetry.endpoint,
  };
  const internal = await listenInside(settings, inside, log, closing);
  if (!internal.ok) return internal;
  const open = await listenWith(certificates.value, publicHandler, settings, observed, closing);
  if (!open.ok) return open;

  // Before the servers wait for what is in flight: a stream would never end.
  closing.defer(() => stopping.abort());
  const running = closing.move();
  const close = () => running.disposeAsync();
  return ok({ publicUrl: open.value.url, internalUrl: internal.value.url, close });
}

type Operations = ReturnType<typeof openOperations>;

/** Grants, introspection and revocation, over the same stores and the same trust. */
function openOperations(
  settings: Settings,
  { ledger, marks, keyRing }: Stores,
  { trust, verifier, assertions, ownTokens }: Upstream,
  nonces: Nonces,
  limits: Limits,
  clock: ClockWatch,
  observed: Observed,
) {
  const { decisions, issued, revocations } = ledger;
  const binding = createBinding({ marks, nonce: { nonces, required: settings.dpop.nonces === 'required' } });
  const stored = observeStores(observed);
  const count = observeExchanges(observed);
  const shared = {
    trust,
    binding,
    issued: stored.issued(issued),
    revocations,
    clock: { now: observed.now },
    ids,
  };
  const minting = {
    ...shared,
    marks: stored.marks(marks),
    minter: keyRing,
    decisions: count.decisions(stored.decisions(decisions)),
    rates: limits.rates,
    places: limits.places,
  };
  const gateway = { issuer: settings.issuer, recordedClaims: settings.audit.claims };
  const observe: typeof count.exchange = (exchange) => count.exchange(clock.guard(exchange));
  const steps = observed.tracer && traceSteps(observed.tracer);
  const exchangeBy = (by: Verifier) => observe(createExchange({ ...minting, verifier: by }, gateway, steps));
  const introspect = createIntrospect({ ...shared, ownTokens });
  return {
    trust,
    verifier,
    exchange: exchangeBy(verifier),
    exchangeAssertion: exchangeBy(assertions),
    clientCredentials: observe(createClientCredentials({ ...minting, verifier }, gateway, steps)),
    introspect,
    lookUp: throttleScanning(introspect, limits.inactive),
    authenticate: createBearerAuthentication({ ...shared, ownTokens }),
    revokeToken: createRevokeToken({ ...shared, ownTokens }),
    revokeBySelector: createRevokeBySelector(shared),
  };
}

type Callers = ReturnType<typeof tellCallers>;

/** Tells callers by their connection, and by what proxies of ours say of it. */
function tellCallers({ issuer, listen }: Settings, certificates: CertificateFiles, now: () => number) {
  const proxies = trustedProxies(listen.trustedProxies);
  const header = listen.clientCertificateHeader?.toLowerCase();
  const authorities = () => certificates.current().authorities;
  const readCertificate = certificateReader({ ...(header && { header }), proxies, authorities, now });
  const identify = (path: string): IdentifyCaller =>
    identifyCaller(`${issuer}${path}`, proxies, readCertificate);
  const ofCaller = (request: IncomingMessage) => networkOf(callerAddress(request, proxies) ?? '');
  return { readCertificate, identify, networkOf: ofCaller };
}

function guardedClients({ proxy }: Settings['egress']) {
  return (rules: Parameters<typeof createGuardedClient>[0]) =>
    createGuardedClient(rules, proxy === undefined ? {} : { proxy });
}

interface Doors extends Operations, Callers {
  readonly serviceDoor: ServiceDoor;
  readonly pages: readonly (Middleware | undefined)[];
  readonly admin: Middleware;
  readonly limits: Limits;
  readonly countAddress: CountAddress | undefined;
}

function openPublicApp(
  settings: Settings,
  doors: Doors,
  nonces: Nonces,
  { keyRing }: Stores,
  observed: Observed,
): RequestListener {
  const { issuer, limits } = settings;
  const { identify, countAddress } = doors;
  const { body: bodyLimit } = limits;
  const load = createLoad(limits.inFlight, observeTurnedAway(observed));
  const token = tokenEndpoint({ ...doors, identifyCaller: identify('/token'), load, bodyLimit });
  const endpoints = {
    token: countAddress === undefined ? token : limitAddresses(token, countAddress),
    introspection: introspectionEndpoint({
      ...doors,
      identifyCaller: identify('/introspect'),
      answer: introspectionAnswer({ issuer, sign: keyRing.signIntrospection, now: observed.now }),
      proofAlgorithms: PROOF_ALGORITHMS,
      load,
      bodyLimit,
    }),
    revocation: revocationEndpoint({ ...doors, bodyLimit }),
    serviceDoor: doors.serviceDoor,
    jwks: jwksEndpoint(() => keyRing.jwks(), settings.keys.publishAhead),
    metadata: metadataEndpoint(announced(settings)),
    resourceMetadata: resourceMetadataEndpoint(announced(settings)),
    admin: doors.admin,
    pages: doors.pages.filter((page) => page !== undefined),
  };
  return createPublicApp(issuer, endpoints, nonces, load, observed);
}
