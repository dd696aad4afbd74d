import { z } from 'zod';
import type { Inside, Parts } from '../http/internal-app.ts';
import { mergeMetrics } from './merge-metrics.ts';
import { mergeParts } from './merge-parts.ts';
import type { ServingAt } from './worker-process.ts';

/** Milliseconds a worker has for its answer. */
const PATIENCE = 3000;

const readiness = z.object({
  parts: z.record(
    z.string(),
    z.object({ state: z.enum(['ok', 'degraded', 'down']), detail: z.string().exactOptional() }),
  ),
});

/**
 * Answers for all workers, by asking each at an address of its own.
 *
 * @param serving those that serve now, by their numbers
 */
export function askWorkers(serving: ReadonlyMap<number, ServingAt>, expected: number): Inside {
  /** What each that serves has to say, by its number. */
  async function askAll(path: string): Promise<ReadonlyMap<number, string>> {
    const asked = [...serving].map(async ([worker, { internalUrl }]): Promise<[number, string][]> => {
      const answer = await ask(`${internalUrl}${path}`);
      return answer === undefined ? [] : [[worker, answer]];
    });
    return new Map((await Promise.all(asked)).flat());
  }

  return {
    async isAlive() {
      const asked = [...serving.keys()];
      const answers = await askAll('/livez');
      // One that has ended meanwhile is replaced.
      return asked.every((worker) => answers.has(worker) || !serving.has(worker));
    },
    async parts() {
      const answers = new Map<number, Parts>();
      for (const [worker, answer] of await askAll('/readyz')) {
        answers.set(worker, readiness.parse(JSON.parse(answer)).parts);
      }
      return mergeParts(answers, expected);
    },
    metrics: async (ctx) => {
      ctx.type = 'text/plain; version=0.0.4; charset=utf-8';
      ctx.body = mergeMetrics([...(await askAll('/metrics')).values()]);
    },
  };
}

/** The body of an answer, whatever its status: `/readyz` says what is wrong with 503. */
async function ask(url: string): Promise<string | undefined> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
    return await answer.text();
  } catch {
    return undefined;
  }
}
