import { grantedBy, type Login } from '@cambio/admin-client/login';
import * as oauth from 'oauth4webapi';

/** Nobody logged in. */
export class GivenUp extends Error {
  override readonly name = 'GivenUp';
}

/** Seconds between two questions, where the gateway does not say; and what is added when it is asked too often. */
const INTERVAL = 5;

/**
 * Logs in with a browser elsewhere, by a code that the terminal shows (RFC 8628).
 *
 * @param show gets the address and the code
 * @param wait lets that many seconds pass
 */
export async function byCode(
  { client, server, proofs, options }: Login,
  show: (url: string, code: string) => void,
  wait: (seconds: number) => Promise<void>,
): Promise<string> {
  const asked = new URLSearchParams({ scope: 'admin' });
  const answer = await oauth.deviceAuthorizationRequest(server, client, oauth.None(), asked, options);
  const started = await oauth.processDeviceAuthorizationResponse(server, client, answer);
  show(started.verification_uri, started.user_code);
  let interval = started.interval ?? INTERVAL;
  for (let waited = 0; waited < started.expires_in; waited += interval) {
    await wait(interval);
    const response = await oauth.deviceCodeGrantRequest(server, client, oauth.None(), started.device_code, {
      ...options,
      DPoP: proofs,
    });
    const pending = await pendingIn(response);
    if (pending === undefined) {
      const read = (told: Response) => oauth.processDeviceCodeResponse(server, client, told);
      return (await grantedBy(response, read)).token;
    }
    if (pending === 'slow_down') interval += INTERVAL;
  }
  throw new GivenUp('nobody entered the code in time');
}

/** Whether to ask again (RFC 8628 §3.5). */
async function pendingIn(response: Response): Promise<'authorization_pending' | 'slow_down' | undefined> {
  if (response.ok) return undefined;
  const { error } = Object(await response.clone().json()) as Record<string, unknown>;
  return error === 'authorization_pending' || error === 'slow_down' ? error : undefined;
}
