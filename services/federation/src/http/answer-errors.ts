import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import { type Reply, UNEXPECTED } from './reply.ts';
import { sendReply } from './send-reply.ts';

/** A thrown error is a bug: it is logged, and the caller gets JSON that says nothing of it. */
export function replyToBug(
  error: unknown,
  { method, path }: { readonly method: string; readonly path: string },
  log: Logger,
): Reply {
  log.error({ err: error, method, path }, 'unexpected failure');
  return UNEXPECTED;
}

/** The outermost middleware. It stands in for Koa's own handler, which would drop `no-store` and answer in plain text. */
export function answerErrors(log: Logger): Middleware {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      ctx.set('Cache-Control', 'no-store');
      sendReply(ctx, replyToBug(error, ctx, log));
    }
  };
}
