import type { Nonces } from '@cambio/binding';
import Koa, { type Middleware } from 'koa';
import type { Logger } from 'pino';
import { resourceMetadataUrl } from '../admin/resource-metadata.ts';
import { answerErrors } from './answer-errors.ts';
import { metadataPaths } from './metadata.ts';
import { offerNonce } from './offer-nonce.ts';
import { dispatch, type Endpoint, type Routes } from './routes.ts';

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

/** Everything a caller can reach, below the path of the issuer URL. */
export function createPublicApp(
  issuer: string,
  endpoints: PublicEndpoints,
  nonces: Nonces,
  log: Logger,
): Koa {
  const app = new Koa();
  app.use(answerErrors(log));
  app.use(secureHeaders);
  app.use(offerNonce(nonces));
  app.use(endpoints.admin);
  for (const page of endpoints.pages) app.use(page);
  app.use(dispatch(routes(issuer, endpoints)));
  return app;
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

const secureHeaders: Middleware = async (ctx, next) => {
  ctx.set('X-Content-Type-Options', 'nosniff');
  ctx.set('Referrer-Policy', 'no-referrer');
  await next();
};
