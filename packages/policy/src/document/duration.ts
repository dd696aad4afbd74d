import { z } from 'zod';

const SECONDS_PER = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

const PATTERN = /^(0|[1-9][0-9]{0,6})([smhd])$/;

/**
 * A span of time, written as a whole number and one unit: `30s`, `10m`, `1h`, `7d`. Read as seconds.
 * A bare number is refused: whether it meant seconds or minutes could only be guessed.
 */
export const durationSchema = z
  .string({ error: 'must be a number and a unit, such as 30s, 10m, 1h or 7d' })
  .regex(PATTERN, { error: 'must be a number and a unit, such as 30s, 10m, 1h or 7d' })
  .transform(seconds)
  .meta({ description: 'A whole number and a unit: s, m, h or d.', examples: ['30s', '10m', '1h'] });

function seconds(text: string): number {
  const [, count, unit] = PATTERN.exec(text) ?? [];
  return Number(count) * SECONDS_PER[unit === 'm' || unit === 'h' || unit === 'd' ? unit : 's'];
}

/** A span of time as documents write it, in the largest unit that fits: 900 is `15m`. */
export function durationText(seconds: number): string {
  const units = Object.entries(SECONDS_PER).reverse();
  const [unit, size] = units.find(([, size]) => seconds >= size && seconds % size === 0) ?? ['s', 1];
  return `${seconds / size}${unit}`;
}
