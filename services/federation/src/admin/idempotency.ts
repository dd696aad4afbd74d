import { hash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Ledger } from '@cambio/ledger';
import { err, ok, type Result } from '@cambio/oauth';
import { z } from 'zod';
import type { Admin } from './admit.ts';
import type { BodyReply, Reply } from './operation.ts';
import type { Refusal } from './problem.ts';

/** A write that must not be done twice. */
export interface KeyedRequest {
  readonly admin: Admin;
  /** The `Idempotency-Key`, which is the admin's alone. */
  readonly key: string;
  /** All that was sent, as far as it matters. */
  readonly sent: readonly unknown[];
}

/** Does a request once, however often it comes with its key; who sends it again gets the same answer. */
export type DoOnce = (
  request: KeyedRequest,
  work: () => Promise<Result<Reply, Refusal>>,
) => Promise<Result<Reply, Refusal>>;

/**
 * Keeps answers by key: done requests are answered again, the same request while it is being done and a key with another
 * request are refused. A refused request leaves nothing, so that it can be mended and sent again.
 */
export function doingOnce(requests: Ledger['requests'], pause: () => Promise<void> = untilNextTry): DoOnce {
  return async ({ admin, key, sent }, work) => {
    if (!/^[\x21-\x7e]{1,255}$/.test(key)) return err({ reason: 'idempotency_key_invalid' });
    const id = hash('sha256', JSON.stringify([admin.name, key]));
    const begun = await requests.begin(id, hash('sha256', JSON.stringify(sent)));
    if (!begun.ok) return err({ reason: 'unavailable' });
    if (begun.value.state === 'running') return err({ reason: 'request_running' });
    if (begun.value.state === 'other') return err({ reason: 'idempotency_key_reused' });
    if (begun.value.state === 'answered') return ok(kept(begun.value.answer));
    return keeping({ requests, pause }, id, work);
  };
}

/** Milliseconds between attempts to write how a request ended. */
const AGAIN = 1000;

function untilNextTry(): Promise<void> {
  return wait(AGAIN, undefined, { ref: false });
}

interface Keeping {
  readonly requests: Ledger['requests'];
  readonly pause: () => Promise<void>;
}

async function keeping(
  { requests, pause }: Keeping,
  id: string,
  work: () => Promise<Result<Reply, Refusal>>,
): Promise<Result<Reply, Refusal>> {
  let answer: Result<Reply, Refusal> | undefined;
  try {
    answer = await work();
    return answer;
  } finally {
    const kept = answer?.ok ? JSON.stringify(answer.value) : undefined;
    const end = () => (kept === undefined ? requests.abandon(id) : requests.finish(id, kept));
    if (!(await end()).ok) void endLater(end, pause);
  }
}

/** Where the ledger is away just then: a key that nobody ends is given up, and what was done would be done again. */
async function endLater(end: () => Promise<Result<void, unknown>>, pause: Keeping['pause']): Promise<void> {
  do await pause();
  while (!(await end()).ok);
}

const reply = z.object({
  status: z.union([z.literal(200), z.literal(201), z.literal(202)]),
  body: z.unknown(),
  revision: z.string().exactOptional(),
});

function kept(answer: string): BodyReply {
  return reply.parse(JSON.parse(answer));
}
