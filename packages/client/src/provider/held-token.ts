import type { EpochSeconds } from '@cambio/oauth';
import type { ExchangedToken } from '../token-answer.ts';

/** An issued token and its times, by the caller's own clock. */
export interface HeldToken extends ExchangedToken {
  readonly expiresAt: EpochSeconds;
  /** When the next one is fetched: at 70 to 90 % of its life. */
  readonly renewAt: EpochSeconds;
}

/** Seconds before its end from which a token is not handed out, as it still has to get to the service. */
const SPARE = 5;

/** @param chance from 0 to 1: where in the window the renewal falls */
export function heldFrom(token: ExchangedToken, asked: EpochSeconds, chance: number): HeldToken {
  const { expiresIn } = token;
  const renewAt = asked + Math.round(expiresIn * (0.7 + 0.2 * chance));
  return { ...token, expiresAt: asked + expiresIn, renewAt };
}

export function isUsable({ expiresAt, expiresIn }: HeldToken, now: EpochSeconds): boolean {
  return now < expiresAt - Math.min(SPARE, expiresIn / 10);
}
