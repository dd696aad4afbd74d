import { z } from 'zod';

const Failure = z.strictObject({
  error: z.string(),
  error_description: z.string().regex(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/),
});

const Introspection = z.looseObject({ active: z.boolean() });

export interface StatusAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export type Form = Readonly<Record<string, string | readonly string[]>>;

/** Posts to the introspection or revocation endpoint; a list repeats a parameter. */
export async function postForm(
  url: string,
  form: Form,
  headers: Readonly<Record<string, string>> = {},
): Promise<StatusAnswer> {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) {
    for (const each of [value].flat()) body.append(name, each);
  }
  const response = await fetch(url, { method: 'POST', body, headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** The error code of an answer, which must have the shape of every error (RFC 6749 §5.2). */
export function errorOf({ headers, text }: StatusAnswer): string {
  if (!headers.get('content-type')?.startsWith('application/json')) throw new Error('an error is no JSON');
  if (headers.get('cache-control') !== 'no-store') throw new Error('an error may be kept');
  return Failure.parse(JSON.parse(text)).error;
}

/** What an introspection says (RFC 7662 §2.2). */
export function introspectionOf({ status, text }: StatusAnswer): z.infer<typeof Introspection> {
  if (status !== 200) throw new Error(`introspection answered ${status}: ${text}`);
  return Introspection.parse(JSON.parse(text));
}

export const INACTIVE = '{"active":false}';
