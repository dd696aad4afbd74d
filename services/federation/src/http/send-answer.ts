import type { Answer } from '@cambio/sts';
import type { Context } from 'koa';

/** Writes the answer to a request that failed. */
export function sendAnswer(ctx: Context, { status, body, retryAfter }: Answer): void {
  if (retryAfter !== undefined) ctx.set('Retry-After', String(retryAfter));
  ctx.status = status;
  ctx.body = body;
}
