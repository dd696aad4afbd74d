import { z } from 'zod';

const DURATION = /^[1-9]\d{0,8}[smhd]$/;

const SECONDS: ReadonlyMap<string, number> = new Map([
  ['s', 1],
  ['m', 60],
  ['h', 3600],
  ['d', 86_400],
]);

const error = 'must be a whole number and a unit (s, m, h, d), such as 5m';

/** `30s`, `5m`, `12h`, `30d`: a whole number above zero and one unit. Read as seconds. */
export const duration = z.string({ error }).regex(DURATION, { error }).transform(secondsOf);

function secondsOf(text: string): number {
  return Number.parseInt(text, 10) * (SECONDS.get(text.slice(-1)) ?? Number.NaN);
}
