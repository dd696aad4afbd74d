import { err, ok, type Result } from '@cambio/oauth';
import { parseStrictJson } from '@cambio/upstream';
import type { Context } from 'koa';
import type { z } from 'zod';
import { mediaTypeOf, readBody } from '../http/read-body.ts';
import { parseForm } from '../http/read-form.ts';
import type { ProblemReason } from './problem.ts';

export interface Unreadable {
  readonly reason: ProblemReason;
  /** The members of ours that something is wrong with; what else was sent is not named. */
  readonly members?: readonly string[];
}

/** How deep the bodies that are taken are nested; all are flat. */
const DEPTH = 4;

/** The query by its schema; a parameter that comes twice is refused. */
export function readQuery<T>(ctx: Context, schema: z.ZodType<T>): Result<T, Unreadable> {
  const parameters = [...parseForm(ctx.querystring)];
  if (parameters.some(([, values]) => values.length > 1)) return err({ reason: 'query_invalid' });
  const query = Object.fromEntries(parameters.map(([name, [value]]) => [name, value]));
  return bySchema(query, schema, 'query_invalid');
}

/** A JSON body of at most `limit` bytes by its schema; a member that comes twice is refused. */
export async function readJson<T>(
  ctx: Context,
  schema: z.ZodType<T>,
  limit: number,
): Promise<Result<T, Unreadable>> {
  if (mediaTypeOf(ctx.req) !== 'application/json') return err({ reason: 'not_json' });
  const body = await readBody(ctx.req, limit);
  if (!body.ok) return err({ reason: body.error });
  const value = parseStrictJson(body.value, { maxDepth: DEPTH, numbers: 'exact' });
  if (!value.ok) return err({ reason: 'body_malformed' });
  return bySchema(value.value, schema, 'body_invalid');
}

function bySchema<T>(value: unknown, schema: z.ZodType<T>, reason: ProblemReason): Result<T, Unreadable> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const members = parsed.error.issues.flatMap(({ path: [member] }) =>
    member === undefined ? [] : [String(member)],
  );
  return err({ reason, members: [...new Set(members)] });
}
