import { STATUS_CODES } from 'node:http';
import type { Context } from 'koa';

/** Every way in which the admin API refuses: the status, and a text for people. Nothing that was sent is in it. */
const PROBLEMS = {
  credentials_missing: [401, 'An access token for the admin API is required.'],
  credentials_repeated: [400, 'One access token is taken, in one Authorization header.'],
  token_refused: [401, 'The access token was not accepted.'],
  proof_refused: [401, 'The proof that goes with the access token was not accepted.'],
  scope_missing: [403, 'The access token does not have the scope this operation needs.'],
  no_such_resource: [404, 'There is nothing at this path.'],
  method_not_allowed: [405, 'The resource does not take this method.'],
  no_such_decision: [404, 'No decision has this id.'],
  query_invalid: [400, 'A query parameter is unknown, repeated, or not what it should be.'],
  not_json: [415, 'The body must be application/json.'],
  too_large: [413, 'The body is too large.'],
  aborted: [400, 'The body did not arrive whole.'],
  body_malformed: [400, 'The body is no JSON, or has a member twice.'],
  body_invalid: [400, 'The body is not what this operation takes.'],
  time_in_future: [400, 'Only what has been issued can be revoked: the time is in the future.'],
  unavailable: [503, 'The gateway cannot tell right now.'],
} as const satisfies Record<string, readonly [status: number, detail: string]>;

export type ProblemReason = keyof typeof PROBLEMS;

/** Seconds after which a caller may try again. */
const RETRY_AFTER = 2;

/**
 * Answers with problem details (RFC 9457 §3). `reason` is a stable code for programs; `members` names what is wrong
 * with the request.
 */
export function answerProblem(ctx: Context, reason: ProblemReason, members?: readonly string[]): void {
  const [status, detail] = PROBLEMS[reason];
  if (status === 503) ctx.set('Retry-After', String(RETRY_AFTER));
  if (reason === 'too_large' || reason === 'aborted') ctx.set('Connection', 'close');
  ctx.status = status;
  ctx.body = { title: STATUS_CODES[status], status, detail, reason, ...(members?.length && { members }) };
  ctx.type = 'application/problem+json';
}
