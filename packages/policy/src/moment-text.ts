/** A moment for people: RFC 3339, UTC, whole seconds. */
export function momentText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
