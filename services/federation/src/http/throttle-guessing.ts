import type { IncomingMessage } from 'node:http';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { answerErrorBody } from './form-endpoint.ts';
import type { ServiceDoor } from './service-door.ts';

export interface Guessing {
  /** Failed authentications a minute that one address may have. */
  readonly failures: number;
  readonly addressOf: (request: IncomingMessage) => string | undefined;
}

/** Seconds. */
const PERIOD = 60;

const TOO_MANY = {
  error: 'temporarily_unavailable',
  error_description: 'Too many failed authentications from this address.',
} as const;

/**
 * Stops an address that keeps failing to authenticate as a service from guessing on (RFC 6749 §2.3.1), with 429 and
 * `Retry-After`. The same service at another address is served as before, and so are workloads at this one: they have
 * nothing to guess.
 */
export function throttleGuessing(door: ServiceDoor, { failures, addressOf }: Guessing): ServiceDoor {
  const limiter = new RateLimiterMemory({ points: failures, duration: PERIOD });
  return async (ctx, path, body) => {
    const address = addressOf(ctx.req) ?? '';
    const record = await limiter.get(address);
    if (record !== null && record.consumedPoints >= failures) {
      ctx.set('Retry-After', String(Math.ceil(record.msBeforeNext / 1000)));
      return answerErrorBody(ctx, 429, TOO_MANY);
    }
    await door(ctx, path, body);
    if (ctx.res.statusCode === 401) await limiter.penalty(address);
  };
}
