import type { DpopKey } from '@cambio/binding';
import { type EpochSeconds, ok, type Result } from '@cambio/oauth';
import { type ExchangeIo, exchange } from '../exchange.ts';
import type { ExchangeError } from '../failure.ts';
import { type RevokeError, revoke } from '../revoke.ts';
import { detectSource, type NoSource } from '../sources/detect.ts';
import type { SourceIo, TokenSource } from '../sources/source.ts';
import type { Target } from '../target.ts';
import { type HeldToken, heldFrom, isUsable } from './held-token.ts';

export interface ProviderOptions extends Target {
  /** The gateway's issuer URL, exactly as its tokens name it. */
  readonly gateway: string;
  /** Who asks; absent: the source that is found. */
  readonly source?: TokenSource;
  /** The audience to ask the source for, where it can choose; absent: the gateway's URL. */
  readonly sourceAudience?: string;
  /** Who acts for the source's subject. */
  readonly actor?: TokenSource;
  /** Bind the tokens to this key. */
  readonly dpop?: DpopKey;
}

export interface ProviderIo extends ExchangeIo, SourceIo {
  /** From 0 to 1, as `Math.random`. */
  readonly random: () => number;
}

export type ProviderError = ExchangeError | NoSource;

/** Keeps tokens fresh, one per target and scopes. */
export interface TokenProvider {
  /** The key its tokens are bound to. */
  readonly dpop?: DpopKey;
  /**
   * A token that is good for a while, for the provider's target or another. The one at hand, at once, as long as it
   * lasts; past its `renewAt` the next one is fetched meanwhile.
   */
  token(target?: Target): Promise<Result<HeldToken, ProviderError>>;
  /** The next token, whatever is at hand. */
  renew(target?: Target): Promise<Result<HeldToken, ProviderError>>;
  /** Drops a token that a service would not take, so that `token` gets another. */
  forget(token: HeldToken): void;
  /** Revokes every token that has not ended, those too that were replaced, and drops them. The first failure is told, and keeps no other from being tried. */
  revoke(): Promise<Result<void, RevokeError>>;
}

/** What is held for one target, and the exchange under way for it. */
interface Slot {
  readonly target: Target;
  held?: HeldToken;
  flight?: Promise<Result<HeldToken, ProviderError>>;
  /** Before then a renewal that failed is not tried again, while there is a token. */
  restUntil: EpochSeconds;
}

/** Seconds at least after a renewal that failed and may not the next time. */
const REST = 5;

/**
 * Gets tokens, keeps them and renews them ahead of their end, at a moment of its own within a window, so that many
 * callers do not come at once. Any number of callers share one exchange. While the gateway is away a token at hand serves to
 * its end; once the gateway no longer grants the target, it is dropped. Times are by this machine's clock from when a token was asked for, so
 * that a clock that is off does no harm.
 */
export function tokenProvider(options: ProviderOptions, io: ProviderIo): TokenProvider {
  const { audience, resource, scopes, mapping, ...caller } = options;
  const { gateway, source: chosen, sourceAudience, actor, dpop, ...own } = options;
  const slots = new Map<string, Slot>();
  /** All that have not ended, those too that were replaced. */
  const live = new Set<HeldToken>();
  let found = chosen;

  function slotFor(target: Target): Slot {
    const key = keyOf(target);
    const known = slots.get(key);
    if (known !== undefined) return known;
    const now = io.now();
    for (const [old, { held, flight }] of slots) {
      if (flight === undefined && (held === undefined || !isUsable(held, now))) slots.delete(old);
    }
    const slot = { target, restUntil: 0 };
    slots.set(key, slot);
    return slot;
  }

  async function fetchToken(slot: Slot): Promise<Result<HeldToken, ProviderError>> {
    const source = found === undefined ? await detectSource(io) : ok(found);
    if (!source.ok) return source;
    found = source.value;

    const asked = io.now();
    const issued = await exchange({ ...caller, ...slot.target, source: source.value }, io);
    if (issued.ok) {
      slot.held = heldFrom(issued.value, asked, io.random());
      slot.restUntil = 0;
      for (const token of live) if (token.expiresAt <= asked) live.delete(token);
      live.add(slot.held);
      return ok(slot.held);
    }
    if (isNoLongerGranted(issued.error)) delete slot.held;
    slot.restUntil = io.now() + restAfter(issued.error, io.random());
    return issued;
  }

  function renew(slot: Slot): Promise<Result<HeldToken, ProviderError>> {
    slot.flight ??= fetchToken(slot).finally(() => {
      delete slot.flight;
    });
    return slot.flight;
  }

  return {
    ...(dpop && { dpop }),

    async token(target = own) {
      const slot = slotFor(target);
      const now = io.now();
      if (slot.held === undefined || !isUsable(slot.held, now)) return renew(slot);
      // A bug in a source surfaces once the token has ended and somebody waits for the next.
      if (now >= slot.held.renewAt && now >= slot.restUntil) renew(slot).catch(() => undefined);
      return ok(slot.held);
    },

    renew: async (target = own) => renew(slotFor(target)),

    forget(token) {
      for (const slot of slots.values()) if (slot.held === token) delete slot.held;
    },

    async revoke() {
      await Promise.allSettled([...slots.values()].map(({ flight }) => flight));
      const ending = [...live];
      live.clear();
      slots.clear();
      const ended = await Promise.all(ending.map(({ accessToken }) => revoke(gateway, accessToken, io)));
      return ended.find(({ ok }) => !ok) ?? ok(undefined);
    },
  };
}

function keyOf({ audience, resource, scopes, mapping }: Target): string {
  return JSON.stringify([audience, resource, scopes && [...scopes].sort(), mapping]);
}

/** Seconds: for good after a refusal, else for a while, which is no shorter than the gateway wants. */
function restAfter(error: ProviderError, chance: number): number {
  if (isRefusal(error)) return Number.POSITIVE_INFINITY;
  const { retryAfter = 0 } = 'retryAfter' in error ? error : {};
  return Math.max(retryAfter, Math.ceil(REST * (1 + chance)));
}

/** Whether the gateway said no, which it would again, rather than that it cannot say. */
function isRefusal(error: ProviderError): boolean {
  return error.kind === 'refused' && error.status < 500 && error.status !== 429;
}

/** Whether it said so of the target and its scopes; a platform token that is used up says nothing of the issued one. */
function isNoLongerGranted(error: ProviderError): boolean {
  return error.kind === 'refused' && ['invalid_target', 'invalid_scope'].includes(error.error);
}
