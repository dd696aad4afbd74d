import type { RequestListener } from 'node:http';
import type { Nonces } from '@cambio/binding';
import Koa, { type Middleware } from 'koa';
import { resourceMetadataUrl } from '../admin/resource-metadata.ts';
import { measureRequests } from '../metrics/measure-requests.ts';
import type { Observed } from '../surroundings.ts';
import { traceRequests } from '../tracing/trace-requests.ts';
import { answerErrors } from './answer-errors.ts';
import type { Load } from './load.ts';
import { metadataPaths } from './metadata.ts';
import { offerNonce } from './offer-nonce.ts';
import { dispatch, type Endpoint, type Routes } from './routes.ts';
import { shedLoad } from './shed-load.ts';

export interface PublicEndpoints {
  readonly token: Middleware;
  readonly introspection: Middleware;
  readonly revocation: Middleware;
  readonly jwks: Middleware;
  readonly metadata: Middleware;
  /** The metadata of the admin API. */
  readonly resourceMetadata: Middleware;
  /** Everything below its path; passes on all else. */
  readonly admin: Middleware;
  /** What people see: the console, and the pages of their log-in. Each passes on what is not below its paths. */
  readonly pages: readonly Middleware[];
}

/** Everything a caller can reach, below the path of the issuer URL; of what adds to `load`, only what there is room for. */
export function createPublicApp(
  issuer: string,
  endpoints: PublicEndpoints,
  nonces: Nonces,
  load: Load,
  observed: Observed,
): RequestListener {
  const { log, tracer } = observed;
  const table = routes(issuer, endpoints);
  const routeOf = routeNames(issuer, table);
  const app = new Koa();
  // What goes wrong once an answer has begun: the caller of a stream went away.
  app.on('error', (error: unknown) => log.debug({ err: error }, 'answer cut off'));
  if (tracer !== undefined) app.use(traceRequests(tracer, routeOf));
  app.use(measureRequests(observed, routeOf));
  app.use(answerErrors(log));
  app.use(secureHeaders);
  app.use(offerNonce(nonces));
  app.use(endpoints.admin);
  for (const page of endpoints.pages) app.use(page);
  app.use(dispatch(table));
  return shedLoad(load, loadedPaths(issuer), observed.elapsed, app.callback());
}

function routes(issuer: string, endpoints: PublicEndpoints): Routes {
  const base = new URL(issuer).pathname.replace(/\/$/, '');
  const routes = new Map<string, Endpoint>([
    [`${base}/token`, { POST: endpoints.token }],
    [`${base}/introspect`, { POST: endpoints.introspection }],
    [`${base}/revoke`, { POST: endpoints.revocation }],
    [`${base}/jwks`, { GET: endpoints.jwks }],
    [new URL(resourceMetadataUrl(issuer)).pathname, { GET: endpoints.resourceMetadata }],
  ]);
  for (const path of metadataPaths(base)) routes.set(path, { GET: endpoints.metadata });
  return routes;
}

/** Those endpoints that take the most of a gateway's time. Revocation, which nobody should be kept from, is none. */
function loadedPaths(issuer: string): ReadonlySet<string> {
  const base = new URL(issuer).pathname.replace(/\/$/, '');
  return new Set([`${base}/token`, `${base}/introspect`]);
}

/** What a path is measured and traced as: itself where it is an endpoint, else the part it is in. Never what anybody made up. */
function routeNames(issuer: string, table: Routes): (path: string) => string {
  const base = new URL(issuer).pathname.replace(/\/$/, '');
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
