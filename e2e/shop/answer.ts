import { z } from 'zod';

/** What the token endpoint may answer, and nothing else. */
const Success = z.strictObject({
  access_token: z.string(),
  issued_token_type: z.string(),
  token_type: z.enum(['Bearer', 'DPoP', 'N_A']),
  expires_in: z.int(),
  scope: z.string(),
  decision_id: z.string(),
});

const Failure = z.strictObject({
  error: z.string(),
  error_description: z.string().regex(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/),
  decision_id: z.string().optional(),
  reason: z.string().optional(),
  failed_conditions: z.array(z.strictObject({ condition: z.string(), expected: z.string() })).optional(),
});

export interface Answer {
  readonly status: number;
  readonly headers: Pick<Headers, 'get'>;
  readonly token?: z.infer<typeof Success>;
  readonly failure?: z.infer<typeof Failure>;
}

/** Posts to the token endpoint, and insists on the shape every answer of it has (RFC 6749 §5, RFC 8693 §2.2). */
export async function post(
  issuer: string,
  body: URLSearchParams,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return readAnswer(await fetch(`${issuer}/token`, { method: 'POST', body, headers }));
}

/** What every HTTP client's response has. */
interface Received {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: Pick<Headers, 'get'>;
  json(): Promise<unknown>;
}

export async function readAnswer(response: Received): Promise<Answer> {
  const json: unknown = await response.json();
  const answer = { status: response.status, headers: response.headers };
  return response.ok
    ? { ...answer, token: Success.parse(json) }
    : { ...answer, failure: Failure.parse(json) };
}
