import { createHash, randomBytes } from 'node:crypto';
import { err, ok, type Result } from '@cambio/oauth';
import { EncryptJWT, jwtDecrypt } from 'jose';
import { z } from 'zod';

/** Seconds somebody may take to log in at their organisation. */
const LIFETIME = 600;

/** What has to be remembered of a log-in while the browser is at the organisation's provider. */
export interface LoginState {
  /** The interaction it belongs to. */
  readonly interaction: string;
  readonly nonce: string;
  /** PKCE (RFC 7636). */
  readonly codeVerifier: string;
}

export interface LoginStates {
  /** Gives the `state` to send along, and the value of a cookie that ties it to this browser. */
  seal(state: LoginState): Promise<{ readonly state: string; readonly cookie: string }>;
  /** Only what was sealed here, not long ago, for the browser that has the cookie. */
  open(state: string, cookie: string | undefined): Promise<Result<LoginState, 'state_refused'>>;
}

const sealed = z.object({
  interaction: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  browser: z.string(),
});

/**
 * Nothing is stored: the state travels with the browser, encrypted. Without the cookie somebody could be logged in
 * unawares as another (RFC 9700 §4.7).
 *
 * @param key 32 bytes, the same on every replica
 * @param now milliseconds since the epoch
 */
export function loginStates(key: Uint8Array, now: () => number): LoginStates {
  return {
    async seal(state) {
      const cookie = randomBytes(24).toString('base64url');
      const expires = Math.floor(now() / 1000) + LIFETIME;
      const token = await new EncryptJWT({ ...state, browser: digestOf(cookie) })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setExpirationTime(expires)
        .encrypt(key);
      return { state: token, cookie };
    },
    async open(state, cookie) {
      try {
        const { payload } = await jwtDecrypt(state, key, { currentDate: new Date(now()) });
        const { browser, ...opened } = sealed.parse(payload);
        if (cookie === undefined || browser !== digestOf(cookie)) return err('state_refused');
        return ok(opened);
      } catch {
        return err('state_refused');
      }
    },
  };
}

function digestOf(cookie: string): string {
  return createHash('sha256').update(cookie).digest('base64url');
}
