import { z } from 'zod';

const DURATION = /^([1-9]\d{0,8})(s|m|h|d)$/;

const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** `30s`, `5m`, `12h`, `30d`: a whole number above zero and one unit. Read as seconds. */
export const duration = z
  .string()
  .regex(DURATION, { error: 'must be a whole number and a unit (s, m, h, d), such as 5m' })
  .transform(secondsOf);

function secondsOf(text: string): number {
  const unit = text.slice(-1);
  const scale = unit === 'd' ? SECONDS.d : unit === 'h' ? SECONDS.h : unit === 'm' ? SECONDS.m : SECONDS.s;
  return Number(text.slice(0, -1)) * scale;
}
