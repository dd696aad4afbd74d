import type { AdminScope } from '@cambio/policy';
import { z } from 'zod';
import type { ProblemReason } from './problems.ts';

/** What is answered with one status. */
export interface Answer {
  readonly description: string;
  readonly schema: z.ZodType;
  /** The body is a stream of such, as server-sent events. */
  readonly stream?: true;
  /** The body is text of such, one a line (JSON Lines), sent as it is read. */
  readonly lines?: true;
}

/**
 * One method on one resource of the admin API, described once: it is routed, validated, typed and documented by this.
 * Schemas of what is sent are strict: a member or parameter they do not name is refused.
 */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/admin/v1`; segments in braces are parameters. */
  readonly at: string;
  readonly summary: string;
  readonly description?: string;
  /** All that the caller's token must have. */
  readonly scopes: readonly [AdminScope, ...AdminScope[]];
  readonly path: z.ZodType;
  readonly query: z.ZodType;
  readonly body: z.ZodType;
  /** By status. */
  readonly answers: Readonly<Partial<Record<AnswerStatus, Answer>>>;
  /** Refusals beside those that every such operation has. */
  readonly problems: readonly ProblemReason[];
  /** It changes nothing, though it is sent as a write is for the sake of its body: no key is taken for it, and no answer kept. */
  readonly changesNothing?: true;
  /** It changes the trust, so `If-Match` must say which revision the change was made from. */
  readonly changesTrust?: true;
}

export type AnswerStatus = 200 | 201 | 202;

/** JSON, a value a line. */
export const JSON_LINES = 'application/jsonl';

/** Of an operation that takes nothing. */
export const bare = {
  path: z.strictObject({}),
  query: z.strictObject({}),
  body: z.undefined(),
  problems: [],
} as const;

/** Whether a caller may name it by an `Idempotency-Key`. */
export function takesKey({ method, changesNothing }: Operation): boolean {
  return method !== 'GET' && !changesNothing;
}

export function takesBody({ body }: Operation): boolean {
  return body.type !== 'undefined';
}
