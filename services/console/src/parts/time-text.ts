const UNITS = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
] as const;

/** How far a moment is from now, in its largest unit: `3 min ago`, `in 2 h`. Both in milliseconds since the epoch. */
export function distanceText(at: number, now: number): string {
  const seconds = Math.round(Math.abs(now - at) / 1000);
  const [unit, size] = UNITS.find(([, length]) => seconds >= length) ?? ['s', 1];
  if (seconds < 5) return 'just now';
  const length = `${Math.floor(seconds / size)} ${unit}`;
  return at > now ? `in ${length}` : `${length} ago`;
}

/** `2026-11-22 14:03:09`, in the time zone of whoever looks. */
export function momentText(at: number): string {
  const date = new Date(at);
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(twoDigits).join('-');
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(':')}`;
}

function twoDigits(part: number): string {
  return String(part).padStart(2, '0');
}
