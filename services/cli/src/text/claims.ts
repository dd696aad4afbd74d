import type { JsonObject, JsonValue } from '@cambio/oauth';
import { columns } from './columns.ts';
import { printable } from './printable.ts';
import type { Style } from './style.ts';

/** Registered claims that are seconds since the epoch (RFC 7519 §4.1). */
const TIMES: ReadonlySet<string> = new Set(['exp', 'nbf', 'iat']);

/** Claims one below the other, in the order of `names`; times are also told from `now` (seconds). */
export function claimLines(
  claims: JsonObject,
  names: readonly string[],
  now: number,
  style: Style,
  indent = '',
): string {
  const shown = names.flatMap((name) => {
    const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
    return value === undefined ? [] : [[style.faint(name), claimText(name, value, now)]];
  });
  return columns(shown, indent);
}

/** A claim's value on one line; a time also told from `now` (seconds). */
export function claimText(name: string, value: JsonValue, now: number): string {
  if (typeof value === 'number' && TIMES.has(name)) return `${value} (${fromNow(value - now)})`;
  return printable(typeof value === 'string' ? value : JSON.stringify(value));
}

/** `in 5 minutes`, `40 seconds ago`, `now`. */
function fromNow(seconds: number): string {
  if (seconds === 0) return 'now';
  const duration = durationText(Math.abs(seconds));
  return seconds > 0 ? `in ${duration}` : `${duration} ago`;
}

/** A number of seconds in the largest unit that it has more than one of, rounded. */
export function durationText(seconds: number): string {
  const [unit, size] = UNITS.find(([, unitSize]) => seconds >= 2 * unitSize) ?? ['second', 1];
  const number = Math.round(seconds / size);
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;
