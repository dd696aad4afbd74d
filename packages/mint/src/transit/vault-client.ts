import { err, ok, type Result } from '@cambio/oauth';
import { Agent } from 'undici';
import { z } from 'zod';
import type { SignerUnavailable } from '../keeper.ts';

export interface VaultClientOptions {
  /** Where Vault or OpenBao answers, without `/v1`. */
  readonly url: string;
  readonly namespace?: string;
  /** PEM; when given, the only authorities trusted. */
  readonly ca?: string;
  /** Milliseconds that one request may take, with everything. */
  readonly timeout: number;
  /** Requests at the same time. */
  readonly connections: number;
}

export interface VaultCall<T> {
  readonly method: 'GET' | 'POST';
  /** Below `/v1/`. */
  readonly path: string;
  readonly token?: string;
  readonly body?: object;
  /** What has to be in the answer. */
  readonly schema: z.ZodType<T>;
}

export interface VaultFailure extends SignerUnavailable {
  /** The token was not accepted: another one may be. */
  readonly forbidden: boolean;
}

/** Speaks with the HTTP API of Vault and OpenBao. Follows no redirect: it is to be pointed at who answers. */
export interface VaultClient {
  call<T>(call: VaultCall<T>): Promise<Result<T, VaultFailure>>;
  close(): Promise<void>;
}

/** Bytes: answers are small. */
const LONGEST_ANSWER = 1024 * 1024;

export function vaultClient(options: VaultClientOptions): VaultClient {
  const { url, namespace, ca, timeout, connections } = options;
  const dispatcher = new Agent({
    connections,
    maxResponseSize: LONGEST_ANSWER,
    connect: { timeout, ...(ca !== undefined && { ca }) },
  });

  async function send({ method, path, token, body }: Omit<VaultCall<never>, 'schema'>): Promise<Answered> {
    const { origin, pathname } = new URL(`${url}/v1/${path}`);
    const response = await dispatcher.request({
      origin,
      path: pathname,
      method,
      signal: AbortSignal.timeout(timeout),
      headers: {
        accept: 'application/json',
        'x-vault-request': 'true',
        ...(namespace !== undefined && { 'x-vault-namespace': namespace }),
        ...(token !== undefined && { 'x-vault-token': token }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.statusCode, text: await response.body.text() };
  }

  return {
    call: async ({ schema, ...call }) => {
      const answered = await send(call)
        .catch((error: unknown) => {
          // A connection that was kept open may be dead: whatever is asked here may be asked again.
          if (isTimeout(error)) throw error;
          return send(call);
        })
        .catch(failureOf);
      if ('detail' in answered) return unavailable(`${call.path}: ${answered.detail}`);
      return read(answered, schema, call.path);
    },
    close: () => dispatcher.destroy(),
  };
}

interface Answered {
  readonly status: number;
  readonly text: string;
}

function failureOf(error: unknown): { readonly detail: string } {
  if (!(error instanceof Error)) throw error;
  return { detail: isTimeout(error) ? 'no answer in time' : error.message };
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}

const errorsSchema = z.object({ errors: z.array(z.string()) });

function read<T>({ status, text }: Answered, schema: z.ZodType<T>, path: string): Result<T, VaultFailure> {
  const body = parse(text);
  if (status < 200 || status > 299) {
    const errors = errorsSchema.safeParse(body);
    const said = errors.success ? `: ${errors.data.errors.join('; ').slice(0, 200)}` : '';
    return unavailable(`${path}: answered ${status}${said}`, status === 403);
  }
  const answer = schema.safeParse(body);
  return answer.success ? ok(answer.data) : unavailable(`${path}: the answer is not what it should be`);
}

/** A 204 has no body, and that is no defect. */
function parse(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unavailable(detail: string, forbidden = false): Result<never, VaultFailure> {
  return err({ reason: 'signer_unavailable', detail, forbidden });
}
