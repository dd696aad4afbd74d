import type { EpochSeconds } from '@cambio/oauth';
import type { OwnClaims } from './sources/claims.ts';

/** What the caller's own token and the gateway's clock show to be wrong. Seconds throughout; no part of the token. */
export type LikelyCause =
  /** This machine's clock and the gateway's are further apart than the token lives. */
  | { readonly kind: 'clock'; readonly ahead: number }
  | { readonly kind: 'expired'; readonly ago: number }
  /** The platform's clock is ahead of the gateway's. */
  | { readonly kind: 'not_yet_valid'; readonly by: number }
  /** The token is for somebody else. */
  | { readonly kind: 'audience'; readonly asked: string };

/** Seconds a clock may be off before it is worth a word: what gateways put up with. */
const SKEW = 60;

/** Seconds a token is taken to live that does not say. */
const LIFETIME = 300;

export interface Circumstances {
  /** Of the subject token, where it is a JWT. */
  readonly claims: OwnClaims | undefined;
  /** The gateway's code for why, where it told. */
  readonly reason: string | undefined;
  /** The audience the source was asked for. */
  readonly audience: string;
  readonly now: EpochSeconds;
  /** The gateway's clock, where its answer had a date. */
  readonly date: EpochSeconds | undefined;
  /** Whether the request had a proof, which is dated by this machine's clock. */
  readonly proved: boolean;
}

/** Reasons that are about time or the audience, where this side can tell more than the gateway does. */
const TELLABLE: ReadonlySet<string | undefined> = new Set([
  undefined,
  'wrong_audience',
  'token_expired',
  'token_not_yet_valid',
  'token_too_old',
  'proof_stale',
]);

/** Why the gateway may have refused, where it gives no reason or one of the above; `undefined` where all looks well. */
export function likelyCause(seen: Circumstances): LikelyCause | undefined {
  if (!TELLABLE.has(seen.reason)) return undefined;
  return clockCause(seen) ?? timeCause(seen) ?? audienceCause(seen);
}

function clockCause({ claims, now, date = now, proved }: Circumstances): LikelyCause | undefined {
  const ahead = now - date;
  return Math.abs(ahead) > (proved ? SKEW : lifetimeOf(claims)) ? { kind: 'clock', ahead } : undefined;
}

function lifetimeOf(claims: OwnClaims | undefined): number {
  const { iat, exp } = claims ?? {};
  return iat === undefined || exp === undefined ? LIFETIME : Math.max(exp - iat, SKEW);
}

function timeCause({ claims, now, date = now }: Circumstances): LikelyCause | undefined {
  const { iat = date, exp = date } = claims ?? {};
  if (exp < date) return { kind: 'expired', ago: date - exp };
  return iat > date + SKEW ? { kind: 'not_yet_valid', by: iat - date } : undefined;
}

function audienceCause({ claims, reason, audience }: Circumstances): LikelyCause | undefined {
  const isOther = reason === 'wrong_audience' && claims !== undefined && !claims.aud.includes(audience);
  return isOther ? { kind: 'audience', asked: audience } : undefined;
}
