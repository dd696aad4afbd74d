import type { Middleware } from 'koa';
import type { VerifiedToken } from '../resource-server/access-token.ts';
import type { ResourceServer } from '../resource-server/resource-server.ts';
import { createGate, type Demands } from './admission.ts';
import { presentedBy } from './node-request.ts';

/** What later middleware finds in `ctx.state`. */
export interface AccessTokenState {
  accessToken: VerifiedToken;
}

/** Koa middleware: lets a request on only with an access token that meets the demands, and puts it in `ctx.state`. */
export function requireAccessToken(
  server: ResourceServer,
  demands: Demands = {},
): Middleware<AccessTokenState> {
  const admit = createGate(server, demands);
  return async (ctx, next) => {
    const body = 'body' in ctx.request ? ctx.request.body : undefined;
    const admission = await admit(presentedBy(ctx.req, ctx.originalUrl, body, demands.certificateOf));
    ctx.set({ ...admission.headers });
    if (!admission.admitted) {
      ctx.status = admission.status;
      return;
    }
    ctx.state.accessToken = admission.token;
    await next();
  };
}
