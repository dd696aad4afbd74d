/**
 * Whether two values made of plain objects, lists and scalars are the same; the order of members does not count. This
 * package runs in browsers too, so that it uses nothing of Node's.
 */
export function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const others = new Map(Object.entries(b));
  const members = Object.entries(a);
  return (
    members.length === others.size &&
    members.every(([name, value]) => others.has(name) && isEqual(value, others.get(name)))
  );
}
