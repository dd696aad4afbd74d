import { STATUS_CODES } from 'node:http';
import type { Diagnostic } from '@cambio/policy';
import type { Context } from 'koa';
import { PROBLEMS, type ProblemReason, problemType } from './contract/problems.ts';

/** Why an operation was not done. */
export interface Refusal {
  readonly reason: ProblemReason;
  /** The members of ours that something is wrong with; what else was sent is not named. */
  readonly members?: readonly string[];
  /** What is wrong with the documents that were sent. */
  readonly diagnostics?: readonly Diagnostic[];
}

/** Seconds after which a caller may try again. */
const RETRY_AFTER = 2;

/** Answers with problem details (RFC 9457 §3). `reason` is its type again, as a short code. */
export function answerProblem(ctx: Context, { reason, members = [], diagnostics }: Refusal): void {
  const [status, detail] = PROBLEMS[reason];
  if (status === 503) ctx.set('Retry-After', String(RETRY_AFTER));
  if (reason === 'too_large' || reason === 'aborted') ctx.set('Connection', 'close');
  ctx.status = status;
  ctx.body = {
    type: problemType(reason),
    title: STATUS_CODES[status],
    status,
    detail,
    reason,
    ...(members.length > 0 && { members }),
    ...(diagnostics && { diagnostics }),
  };
  ctx.type = 'application/problem+json';
}
