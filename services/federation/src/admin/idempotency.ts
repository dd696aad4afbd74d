import { hash } from 'node:crypto';
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
export function doingOnce(requests: Ledger['requests']): DoOnce {
  return async ({ admin, key, sent }, work) => {
    if (!/^[\x21-\x7e]{1,255}$/.test(key)) return err({ reason: 'idempotency_key_invalid' });
    const id = hash('sha256', JSON.stringify([admin.name, key]));
    const begun = await requests.begin(id, hash('sha256', JSON.stringify(sent)));
    if (!begun.ok) return err({ reason: 'unavailable' });
    if (begun.value.state === 'running') return err({ reason: 'request_running' });
    if (begun.value.state === 'other') return err({ reason: 'idempotency_key_reused' });
    if (begun.value.state === 'answered') return ok(kept(begun.value.answer));
    return keeping(requests, id, work);
  };
}

async function keeping(
  requests: Ledger['requests'],
  id: string,
  work: () => Promise<Result<Reply, Refusal>>,
): Promise<Result<Reply, Refusal>> {
  let answer: Result<Reply, Refusal> | undefined;
  try {
    answer = await work();
    return answer;
  } finally {
    if (answer?.ok) await requests.finish(id, JSON.stringify(answer.value));
    else await requests.abandon(id);
  }
}

const reply = z.object({
  status: z.union([z.literal(200), z.literal(201), z.literal(202)]),
  body: z.unknown(),
  revision: z.string().exactOptional(),
});

function kept(answer: string): BodyReply {
  return reply.parse(JSON.parse(answer));
}
