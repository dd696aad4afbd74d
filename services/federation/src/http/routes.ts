import type { ErrorBody } from '@cambio/oauth';
import type { Middleware } from 'koa';

type Method = 'GET' | 'POST';

export type Endpoint = Partial<Record<Method, Middleware>>;

/** Every endpoint, by exact path. */
export type Routes = ReadonlyMap<string, Endpoint>;

/** An error as the OAuth endpoints answer it (RFC 6749 §5.2): most of these are such. */
const METHOD_NOT_ALLOWED: ErrorBody = {
  error: 'invalid_request',
  error_description: 'The endpoint does not take this method.',
};

/** Sends a request to its endpoint; `HEAD` is answered as `GET`. Unknown path 404, unknown method 405 with `Allow`. */
export function dispatch(routes: Routes): Middleware {
  return (ctx, next) => {
    const endpoint = routes.get(ctx.path);
    if (endpoint === undefined) {
      ctx.status = 404;
      ctx.body = { error: 'not_found' };
      return;
    }
    const method = ctx.method === 'HEAD' ? 'GET' : ctx.method;
    const handler = method === 'GET' || method === 'POST' ? endpoint[method] : undefined;
    if (handler !== undefined) return handler(ctx, next);
    ctx.status = 405;
    ctx.set('Allow', Object.keys(endpoint).join(', '));
    ctx.set('Cache-Control', 'no-store');
    ctx.body = METHOD_NOT_ALLOWED;
    return;
  };
}
