import type { Context } from 'koa';
import type { Logger } from 'pino';
import { failed } from '../http/reply.ts';
import { sendReply } from '../http/send-reply.ts';
import type { ServiceDoor } from '../http/service-door.ts';
import { answerRefusal } from './clients/answer.ts';
import type { ClientRefusal } from './clients/refusal.ts';

/** Refuses everybody: the door of a gateway without registered services. */
export function closedDoor(issuer: string, log: Logger): ServiceDoor {
  return async (ctx) => refuseClient(ctx, issuer, { kind: 'unauthenticated', reason: 'no_services' }, log);
}

/** Tells a client that it was not authenticated; whoever tried the header, of a scheme for it too (RFC 6749 §5.2). */
export function refuseClient(ctx: Context, issuer: string, refusal: ClientRefusal, log: Logger): void {
  log.info({ refusal }, 'client refused');
  const answer = answerRefusal(refusal);
  if (answer.status === 401 && ctx.req.headers.authorization !== undefined) {
    ctx.set('WWW-Authenticate', `Basic realm="${issuer}"`);
  }
  sendReply(ctx, failed(answer));
}
