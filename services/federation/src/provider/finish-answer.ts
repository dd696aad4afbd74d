import type { Middleware } from 'koa';

/** No script of another origin is let in (RFC 7009 §2.3 leaves that open), and who met an outage is told to come back. */
export const finishAnswer: Middleware = async (ctx, next) => {
  await next();
  ctx.remove('Access-Control-Allow-Origin');
  ctx.remove('Access-Control-Expose-Headers');
  if (ctx.status === 503) ctx.set('Retry-After', '2');
};
