import type { IncomingMessage } from 'node:http';
import { err, ok, type Result } from '@cambio/oauth';
import type { Parameters } from '@cambio/sts';
import { type BodyDefect, mediaTypeOf, readBody } from './read-body.ts';

export interface Form {
  /** The body as it was sent; the framework behind the service door parses it itself. */
  readonly raw: string;
  readonly parameters: Parameters;
}

export type FormDefect = 'not_a_form' | BodyDefect;

/** Reads an `application/x-www-form-urlencoded` body of at most `limit` bytes (RFC 6749 §3.2, Appendix B). */
export async function readForm(request: IncomingMessage, limit: number): Promise<Result<Form, FormDefect>> {
  if (mediaTypeOf(request) !== 'application/x-www-form-urlencoded') return err('not_a_form');
  const body = await readBody(request, limit);
  if (!body.ok) return body;
  const raw = body.value.toString('utf8');
  return ok({ raw, parameters: parseForm(raw) });
}

/** Every value of every name, in order: a repeated name is for the reader to judge. */
export function parseForm(raw: string): Parameters {
  const parameters = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(raw)) {
    const values = parameters.get(name);
    if (values === undefined) parameters.set(name, [value]);
    else values.push(value);
  }
  return parameters;
}

const kept = new WeakMap<IncomingMessage, Form>();

/** A body can be read but once: the form is kept as long as its request. */
export function keepForm(request: IncomingMessage, form: Form): void {
  kept.set(request, form);
}

/** The form of a request that was read before. Throws for one that was not: it came another way than it should. */
export function keptForm(request: IncomingMessage): Form {
  const form = kept.get(request);
  if (form === undefined) throw new TypeError('the form of this request was not read');
  return form;
}
