import * as oauth from 'oauth4webapi';
import { CLIENT, LoginRefused, type LoginServer, tokenOf } from './authorization.ts';

/** Seconds between two questions, where the gateway does not say; and what is added when it is asked too often. */
const INTERVAL = 5;

/**
 * Logs in with a browser elsewhere, by a code that the terminal shows (RFC 8628).
 *
 * @param show gets the address and the code
 * @param wait lets that many seconds pass
 */
export async function byCode(
  { server, proof, options }: LoginServer,
  show: (url: string, code: string) => void,
  wait: (seconds: number) => Promise<void>,
): Promise<string> {
  const asked = new URLSearchParams({ scope: 'admin' });
  const answer = await oauth.deviceAuthorizationRequest(server, CLIENT, oauth.None(), asked, options);
  const started = await oauth.processDeviceAuthorizationResponse(server, CLIENT, answer);
  show(started.verification_uri, started.user_code);
  let interval = started.interval ?? INTERVAL;
  for (let waited = 0; waited < started.expires_in; waited += interval) {
    await wait(interval);
    const response = await oauth.deviceCodeGrantRequest(server, CLIENT, oauth.None(), started.device_code, {
      ...options,
      DPoP: proof,
    });
    const pending = await pendingIn(response);
    if (pending === undefined) {
      return tokenOf(response, (told) => oauth.processDeviceCodeResponse(server, CLIENT, told));
    }
    if (pending === 'slow_down') interval += INTERVAL;
  }
  throw new LoginRefused('nobody entered the code in time');
}

/** Whether to ask again (RFC 8628 §3.5). */
async function pendingIn(response: Response): Promise<'authorization_pending' | 'slow_down' | undefined> {
  if (response.ok) return undefined;
  const { error } = Object(await response.clone().json()) as Record<string, unknown>;
  return error === 'authorization_pending' || error === 'slow_down' ? error : undefined;
}
