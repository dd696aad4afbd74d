import { err, ok, type Result } from '@cambio/oauth';
import { ask, type NoAnswer } from './answer.ts';
import { discoverEndpoint } from './discover.ts';
import { type GatewayUnusable, type UnexpectedAnswer, unexpected } from './failure.ts';

/** Why a token could not be revoked. */
export type RevokeError = GatewayUnusable | NoAnswer | UnexpectedAnswer;

/** Seconds. Whoever revokes is about to end, and the token ends soon by itself. */
const PATIENCE = 10;

/**
 * Makes a token good for nothing that the gateway issued to a workload (RFC 7009 §2.1); to hold it is all that is needed.
 * That the gateway does not know the token, or no longer, is no failure (§2.2). Does not try again.
 *
 * @param gateway its issuer URL, exactly as its tokens name it
 */
export async function revoke(
  gateway: string,
  token: string,
  { fetch }: { readonly fetch: typeof globalThis.fetch },
): Promise<Result<void, RevokeError>> {
  const endpoint = await discoverEndpoint(gateway, 'revocation_endpoint', fetch, PATIENCE);
  if (!endpoint.ok) return endpoint;

  const body = new URLSearchParams({ token });
  const answer = await ask(fetch, endpoint.value, { method: 'POST', body }, PATIENCE);
  if (!answer.ok) return answer;
  return answer.value.status === 200
    ? ok(undefined)
    : err(unexpected(answer.value, 'the token is not revoked'));
}
