import { createDpopKey, type DpopKey, makeDpopProof } from '@cambio/binding';
import { type Answer, ask, exchange, type NoAnswer } from '@cambio/client';
import { err, isJsonObject, type JsonObject, ok, type Result } from '@cambio/oauth';
import type { AdminScope } from '@cambio/policy';
import { problemOf } from '../exchange/failure.ts';
import { gatewayOf } from '../exchange/gateway.ts';
import { chooseSource, type SourceOptions } from '../exchange/source.ts';
import type { Problem } from '../problem.ts';
import type { Terminal } from '../terminal.ts';
import { refusalOf } from './refusal.ts';

/** Which gateway, and who asks it. */
export interface AdminOptions extends SourceOptions {
  readonly gateway?: string | undefined;
  readonly subjectTokenAudience?: string | undefined;
}

export interface AdminRequest {
  readonly method: 'GET' | 'POST';
  /** Below `<issuer>/admin/v1/`. */
  readonly path: string;
  /** What it needs, and all that is asked for. */
  readonly scope: AdminScope;
  readonly body?: JsonObject;
}

/**
 * Calls the admin API of a gateway: exchanges the platform's token for one of the admin API, bound to a key that is
 * gone when the program ends, and sends one request with it. Gives the body of the answer.
 */
export async function callAdmin(
  request: AdminRequest,
  options: AdminOptions,
  terminal: Terminal,
): Promise<Result<JsonObject, Problem>> {
  const gateway = gatewayOf(options, terminal);
  if (!gateway.ok) return gateway;
  const source = await chooseSource(options, terminal);
  if (!source.ok) return source;
  const { subjectTokenAudience: sourceAudience } = options;

  const key = await createDpopKey();
  const now = () => Math.floor(terminal.now() / 1000);
  const token = await exchange(
    {
      gateway: gateway.value,
      source: source.value,
      ...(sourceAudience !== undefined && { sourceAudience }),
      audience: 'admin',
      scopes: [request.scope],
      dpop: key,
    },
    { fetch, now, wait: terminal.wait },
  );
  if (!token.ok) return err(problemOf(token.error));

  const answer = await send(request, gateway.value, { key, accessToken: token.value.accessToken, now });
  if (!answer.ok) return err(problemOf(answer.error));
  const { status, body } = answer.value;
  return status < 300 && isJsonObject(body) ? ok(body) : err(refusalOf(status, body));
}

interface Credential {
  readonly key: DpopKey;
  readonly accessToken: string;
  /** Seconds. */
  readonly now: () => number;
}

/** Sends the request; and again, with another proof, where the gateway demands its nonce (RFC 9449 §9). */
async function send(
  { method, path, body }: AdminRequest,
  gateway: string,
  { key, accessToken, now }: Credential,
): Promise<Result<Answer, NoAnswer>> {
  const url = `${gateway}/admin/v1/${path}`;
  const attempt = async (nonce?: string) => {
    const jti = crypto.randomUUID();
    const proof = { key, method, url, now: now(), jti, accessToken, ...(nonce !== undefined && { nonce }) };
    const headers = {
      accept: 'application/json',
      authorization: `DPoP ${accessToken}`,
      dpop: await makeDpopProof(proof),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    return ask(fetch, url, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  };
  const first = await attempt();
  if (!first.ok) return first;
  const { body: said, nonce } = first.value;
  const wantsNonce = isJsonObject(said) && said.reason === 'proof_refused';
  return wantsNonce && nonce !== undefined ? attempt(nonce) : first;
}
