import type { RequestListener } from 'node:http';
import type { Nonces } from '@cambio/binding';
import Koa, { type Middleware } from 'koa';
import type { Logger } from 'pino';
import { resourceMetadataUrl } from '../admin/resource-metadata.ts';
import { measureRequests } from '../metrics/measure-requests.ts';
import type { Observed } from '../surroundings.ts';
import { traceRequests } from '../tracing/trace-requests.ts';
import { answerErrors } from './answer-errors.ts';
import { type DirectEndpoint, serveDirectly } from './direct.ts';
import type { Load } from './load.ts';
import { metadataPaths } from './metadata.ts';
import { offerNonce } from './offer-nonce.ts';
import { readTarget } from './request-target.ts';
import { dispatch, type Endpoint, type Routes } from './routes.ts';
import type { ServiceDoor } from './service-door.ts';
import { serviceEndpoint } from './service-endpoint.ts';
import { shedLoad } from './shed-load.ts';

export interface PublicEndpoints {
  readonly token: DirectEndpoint;
  readonly introspection: DirectEndpoint;
  readonly revocation: DirectEndpoint;
  /** For what these three leave to it. */
  readonly serviceDoor: ServiceDoor;
  readonly jwks: Middleware;
  readonly metadata: Middleware;
  /** The metadata of the admin API. */
  readonly resourceMetadata: Middleware;
  /** Everything below its path; passes on all else. */
  readonly admin: Middleware;
  /** What people see: the console, and the pages of their log-in. Each passes on what is not below its paths. */
  readonly pages: readonly Middleware[];
}

/**
 * Everything a caller can reach, below the path of the issuer URL; of what adds to `load`, only what there is room for.
 * From the outside in: its target is a path, there is room, traced, measured, answered directly or else by the framework.
 */
export function createPublicApp(
  issuer: string,
  endpoints: PublicEndpoints,
  nonces: Nonces,
  load: Load,
  observed: Observed,
): RequestListener {
  const { log, tracer, elapsed } = observed;
  const base = new URL(issuer).pathname.replace(/\/$/, '');
  const table = routes(base, issuer, endpoints, load);
  const routeOf = routeNames(base, table);
  const framework = frameworkApp(endpoints, table, nonces, log);
  const direct = serveDirectly(directEndpoints(base, endpoints), nonces, log, framework);
  const measured = measureRequests(observed, routeOf, direct);
  const traced = tracer === undefined ? measured : traceRequests(tracer, routeOf, measured);
  return readTarget(shedLoad(load, loadedPaths(base), elapsed, traced));
}

function frameworkApp(
  { admin, pages }: PublicEndpoints,
  table: Routes,
  nonces: Nonces,
  log: Logger,
): RequestListener {
  const app = new Koa();
  // What goes wrong once an answer has begun: the caller of a stream went away.
  app.on('error', (error: unknown) => log.debug({ err: error }, 'answer cut off'));
  app.use(answerErrors(log));
  app.use(secureHeaders);
  app.use(offerNonce(nonces));
  app.use(admin);
  for (const page of pages) app.use(page);
  app.use(dispatch(table));
  return app.callback();
}

function directEndpoints(
  base: string,
  { token, introspection, revocation }: PublicEndpoints,
): ReadonlyMap<string, DirectEndpoint> {
  return new Map([
    [`${base}/token`, token],
    [`${base}/introspect`, introspection],
    [`${base}/revoke`, revocation],
  ]);
}

function routes(base: string, issuer: string, endpoints: PublicEndpoints, load: Load): Routes {
  const { serviceDoor, jwks, metadata, resourceMetadata } = endpoints;
  const routes = new Map<string, Endpoint>([
    [`${base}/token`, { POST: serviceEndpoint('/token', serviceDoor, load) }],
    [`${base}/introspect`, { POST: serviceEndpoint('/introspect', serviceDoor, load) }],
    [`${base}/revoke`, { POST: serviceEndpoint('/revoke', serviceDoor) }],
    [`${base}/jwks`, { GET: jwks }],
    [new URL(resourceMetadataUrl(issuer)).pathname, { GET: resourceMetadata }],
  ]);
  for (const path of metadataPaths(base)) routes.set(path, { GET: metadata });
  return routes;
}

/** Those endpoints that take the most of a gateway's time. Revocation, which nobody should be kept from, is none. */
function loadedPaths(base: string): ReadonlySet<string> {
  return new Set([`${base}/token`, `${base}/introspect`]);
}

/** What a path is measured and traced as: itself where it is an endpoint, else the part it is in. Never what anybody made up. */
function routeNames(base: string, table: Routes): (path: string) => string {
  const parts = ['/admin/v1', '/console', '/login'].map((part) => base + part);
  return (path) => {
    if (table.has(path)) return path;
    return parts.find((part) => path === part || path.startsWith(`${part}/`)) ?? 'other';
  };
}

const secureHeaders: Middleware = async (ctx, next) => {
  ctx.set('X-Content-Type-Options', 'nosniff');
  ctx.set('Referrer-Policy', 'no-referrer');
  await next();
};
