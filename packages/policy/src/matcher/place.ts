import { parseClaimPath } from '@cambio/claims';

/** Whether two claims are one, however they are written: `/a` and `a` are. */
export function isSamePlace(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((segment, index) => segment === b[index]);
}

/** The way to a claim that a profile names, by name or pointer. */
export function placeNamed(name: string): readonly string[] {
  const path = parseClaimPath(name);
  return path.ok ? path.value.segments : [name];
}
