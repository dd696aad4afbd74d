import type { RateLimit } from '@cambio/marks';
import type { Context } from 'koa';
import type { Admin } from './admit.ts';

/** Counts a request; false where it is one too many, with `Retry-After` set. */
export type Throttle = (ctx: Context, admin: Admin) => Promise<boolean>;

/** Bounds what one admin, or a program in their name, asks of all replicas in a minute: `limit` has one point more. */
export function throttleAdmins(limit: RateLimit): Throttle {
  return async (ctx, { name }) => {
    const { left, resetsIn } = await limit.take(name);
    if (left > 0) return true;
    ctx.set('Retry-After', String(resetsIn));
    return false;
  };
}
