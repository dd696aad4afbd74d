import Koa, { type Middleware } from 'koa';
import type { Logger } from 'pino';
import { answerErrors } from './answer-errors.ts';
import { dispatch } from './routes.ts';

/** How a part of the gateway is: `degraded` still serves, `down` does not. */
export interface PartState {
  readonly state: 'ok' | 'degraded' | 'down';
  readonly detail?: string;
}

/** Asks every part how it is. */
export type ReadinessChecks = Readonly<Record<string, () => Promise<PartState>>>;

/** Health, readiness and metrics, for the platform the gateway runs on; never reachable on the public port. */
export function createInternalApp(checks: ReadinessChecks, metrics: Middleware, log: Logger): Koa {
  const app = new Koa();
  app.use(answerErrors(log));
  app.use(
    dispatch(
      new Map([
        ['/livez', { GET: livez }],
        ['/readyz', { GET: readyz(checks) }],
        ['/metrics', { GET: metrics }],
      ]),
    ),
  );
  return app;
}

const livez: Middleware = (ctx) => {
  ctx.body = { status: 'ok' };
};

function readyz(checks: ReadinessChecks): Middleware {
  return async (ctx) => {
    const parts = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await check()] as const),
    );
    const ready = parts.every(([, { state }]) => state !== 'down');
    ctx.set('Cache-Control', 'no-store');
    ctx.status = ready ? 200 : 503;
    ctx.body = { status: ready ? 'ready' : 'not ready', parts: Object.fromEntries(parts) };
  };
}
