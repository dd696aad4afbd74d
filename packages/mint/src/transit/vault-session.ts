import { ok, type Result } from '@cambio/oauth';
import type { SignerUnavailable } from '../keeper.ts';
import type { VaultCall, VaultClient } from './vault-client.ts';
import { logIn, renew, type VaultAuth, type VaultToken } from './vault-login.ts';

/** Calls Vault as somebody, and stays logged in. */
export interface VaultSession {
  call<T>(call: Omit<VaultCall<T>, 'token'>): Promise<Result<T, SignerUnavailable>>;
  /** Renews the token if it is time. To be called now and then, so that one that must be renewed does not end unused. */
  keepAlive(): Promise<void>;
}

interface Held extends VaultToken {
  /** Milliseconds since the epoch. */
  readonly renewAt: number;
  readonly endsAt: number;
}

/** Of a token's life; then there is still time to try again. */
const RENEW_AFTER = 0.5;

/** Milliseconds until the next try, where renewing failed and the token still lives. */
const TRY_AGAIN = 5000;

/**
 * Logs in when it is first needed, renews the token half way through its life, and logs in again where that is not
 * possible or the token is refused. As long as a token lives, a failed renewal costs nothing.
 */
export function vaultSession(client: VaultClient, auth: VaultAuth, now: () => number): VaultSession {
  let held: Held | undefined;
  let obtaining: Promise<Result<Held, SignerUnavailable>> | undefined;

  async function current(): Promise<Result<Held, SignerUnavailable>> {
    if (held !== undefined && now() < held.renewAt) return ok(held);
    obtaining ??= obtain(held).finally(() => {
      obtaining = undefined;
    });
    return obtaining;
  }

  async function obtain(old: Held | undefined): Promise<Result<Held, SignerUnavailable>> {
    const renewed = old?.renewable === true ? await renew(client, old.token) : undefined;
    const got = renewed?.ok === true ? renewed : await logIn(client, auth);
    if (got.ok) held = holding(got.value, now());
    else if (old !== undefined && now() < old.endsAt) held = { ...old, renewAt: now() + TRY_AGAIN };
    else return got;
    return ok(held);
  }

  return {
    async call(call) {
      const first = await current();
      if (!first.ok) return first;
      const answer = await client.call({ ...call, token: first.value.token });
      if (answer.ok || !answer.error.forbidden) return answer;
      // Another call may have found out before, and logged in again already.
      if (held?.token === first.value.token) held = undefined;
      const second = await current();
      return second.ok ? client.call({ ...call, token: second.value.token }) : second;
    },
    async keepAlive() {
      await current();
    },
  };
}

function holding(token: VaultToken, at: number): Held {
  const life = token.lifetime === 0 ? Number.POSITIVE_INFINITY : token.lifetime * 1000;
  return { ...token, renewAt: at + life * RENEW_AFTER, endsAt: at + life };
}
