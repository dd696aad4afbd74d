import type { Middleware } from 'koa';
import { UNAVAILABLE } from '../../http/reply.ts';
import { sendReply } from '../../http/send-reply.ts';
import { Unavailable } from '../unavailable.ts';
import { errorPage } from './pages.ts';

/**
 * Answers where the store cannot be asked outside the framework's own handling: in our steps of a log-in, and when it saves
 * the session, with an answer made already. Of that nothing leaves.
 */
export const answerOutages: Middleware = async (ctx, next) => {
  try {
    await next();
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    for (const made of ['Location', 'Set-Cookie', 'Content-Type']) ctx.remove(made);
    ctx.set('Cache-Control', 'no-store');
    sendReply(ctx, UNAVAILABLE);
    if (ctx.accepts('json', 'html') === 'html') errorPage(ctx, error);
  }
};
