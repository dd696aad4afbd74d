import { err, ok, type Result } from '@cambio/oauth';
import { parseStrictJson } from '@cambio/upstream';
import type { Context } from 'koa';
import type { z } from 'zod';
import { mediaTypeOf, readBody } from '../http/read-body.ts';
import { parseForm } from '../http/read-form.ts';
import { type Operation, takesKey } from './contract/operation.ts';
import type { Refusal } from './problem.ts';

/** How deep the bodies that are taken may be nested. */
const DEPTH = 40;

/** The parameters of the query; one that comes twice is refused. */
export function readQuery(ctx: Context): Result<Readonly<Record<string, string | undefined>>, Refusal> {
  const parameters = [...parseForm(ctx.querystring)];
  if (parameters.some(([, values]) => values.length > 1)) return err({ reason: 'query_invalid' });
  return ok(Object.fromEntries(parameters.map(([name, [value]]) => [name, value])));
}

/** A JSON body of at most `limit` bytes; a member that comes twice is refused. */
export async function readJson(ctx: Context, limit: number): Promise<Result<unknown, Refusal>> {
  if (mediaTypeOf(ctx.req) !== 'application/json') return err({ reason: 'not_json' });
  const body = await readBody(ctx.req, limit);
  if (!body.ok) return err({ reason: body.error });
  const value = parseStrictJson(body.value, { maxDepth: DEPTH, numbers: 'exact' });
  return value.ok ? value : err({ reason: 'body_malformed' });
}

/** What was sent, by its schema; or the names of the members that something is wrong with. */
export function readBySchema<Schema extends z.ZodType>(
  value: unknown,
  schema: Schema,
): Result<z.output<Schema>, readonly string[]> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const members = parsed.error.issues.flatMap(({ path: [member] }) =>
    member === undefined ? [] : [String(member)],
  );
  return err([...new Set(members)]);
}

/** What headers say of how the request is to be taken. */
export function conditionsOf(ctx: Context) {
  const { 'last-event-id': lastEvent } = ctx.req.headers;
  return {
    expected: expectedRevisions(ctx),
    lastEvent: typeof lastEvent === 'string' && lastEvent !== '' ? lastEvent : undefined,
  };
}

/** The `Idempotency-Key` of a write; one sent with what changes nothing means nothing. */
export function keyOf(ctx: Context, operation: Operation): string | undefined {
  const { 'idempotency-key': key } = ctx.req.headers;
  return takesKey(operation) && key !== undefined ? String(key) : undefined;
}

/**
 * The revisions named in `If-Match` (RFC 9110 §13.1.1), where there is one. One that isn't a strong entity tag in quotes
 * is none that a resource has; `*` would be no condition and is none here.
 */
function expectedRevisions(ctx: Context): readonly string[] | undefined {
  const given = ctx.req.headers['if-match'];
  if (given === undefined || given.trim() === '*') return undefined;
  return given.split(',').flatMap((tag) => /^\s*"([^"]*)"\s*$/.exec(tag)?.[1] ?? []);
}
