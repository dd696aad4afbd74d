/** A UUID of version 7 (RFC 9562 §5.7) of a time, in milliseconds since the epoch; those of one time in the order of their places. */
export function uuidAt(at: number, place = 0): string {
  const time = at.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${place.toString(16).padStart(12, '0')}`;
}
