import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import { UNEXPECTED } from './reply.ts';
import { sendReply } from './send-reply.ts';

/**
 * The outermost middleware. A thrown error is a bug: it is logged, and the caller gets JSON that says nothing
 * of it. It stands in for Koa's own handler, which would drop `no-store` and answer in plain text.
 */
export function answerErrors(log: Logger): Middleware {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      log.error({ err: error, method: ctx.method, path: ctx.path }, 'unexpected failure');
      ctx.set('Cache-Control', 'no-store');
      sendReply(ctx, UNEXPECTED);
    }
  };
}
