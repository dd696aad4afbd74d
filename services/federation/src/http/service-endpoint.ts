import type { Middleware } from 'koa';
import type { Load } from './load.ts';
import { keptForm } from './read-form.ts';
import { sendReply } from './send-reply.ts';
import type { ServiceDoor, ServicePath } from './service-door.ts';
import { BUSY } from './shed-load.ts';

/**
 * What registered services ask of an endpoint, whose form has been read: the framework authenticates them. Nobody keeps its
 * answers (RFC 6749 §5.1).
 *
 * @param load what it counts to, if to anything
 */
export function serviceEndpoint(path: ServicePath, serviceDoor: ServiceDoor, load?: Load): Middleware {
  return async (ctx) => {
    ctx.set('Cache-Control', 'no-store');
    ctx.set('Pragma', 'no-cache');
    const serve = async (): Promise<undefined> => {
      await serviceDoor(ctx, path, keptForm(ctx.req).raw);
    };
    const busy = load === undefined ? await serve() : await load.carry(serve, BUSY);
    if (busy !== undefined) sendReply(ctx, busy);
  };
}
