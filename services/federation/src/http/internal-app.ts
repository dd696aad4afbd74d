import Koa, { type Middleware } from 'koa';
import type { Logger } from 'pino';
import { answerErrors } from './answer-errors.ts';
import { dispatch } from './routes.ts';

/** How a part of the gateway is: `degraded` still serves, `down` does not. */
export interface PartState {
  readonly state: 'ok' | 'degraded' | 'down';
  readonly detail?: string;
}

/** Every part by its name. */
export type Parts = Readonly<Record<string, PartState>>;

/** Asks every part how it is. */
export type ReadinessChecks = Readonly<Record<string, () => Promise<PartState>>>;

/** What the platform that the gateway runs on is told. */
export interface Inside {
  /** Whether it answers at all; where not, it has to be started anew. */
  isAlive(): Promise<boolean>;
  parts(): Promise<Parts>;
  readonly metrics: Middleware;
}

/** Health, readiness and metrics, for the platform the gateway runs on; never reachable on the public port. */
export function createInternalApp({ isAlive, parts, metrics }: Inside, log: Logger): Koa {
  const app = new Koa();
  app.use(answerErrors(log));
  app.use(
    dispatch(
      new Map([
        ['/livez', { GET: livez(isAlive) }],
        ['/readyz', { GET: readyz(parts) }],
        ['/metrics', { GET: metrics }],
      ]),
    ),
  );
  return app;
}

export async function askParts(checks: ReadinessChecks): Promise<Parts> {
  const asked = Object.entries(checks).map(async ([name, check]) => [name, await check()] as const);
  return Object.fromEntries(await Promise.all(asked));
}

function livez(isAlive: Inside['isAlive']): Middleware {
  return async (ctx) => {
    const alive = await isAlive();
    ctx.status = alive ? 200 : 503;
    ctx.body = { status: alive ? 'ok' : 'stuck' };
  };
}

function readyz(ask: Inside['parts']): Middleware {
  return async (ctx) => {
    const parts = await ask();
    const ready = Object.values(parts).every(({ state }) => state !== 'down');
    ctx.set('Cache-Control', 'no-store');
    ctx.status = ready ? 200 : 503;
    ctx.body = { status: ready ? 'ready' : 'not ready', parts };
  };
}
