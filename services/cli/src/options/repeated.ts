/** Collects the values of an option that may be given several times, one at a time. */
export function repeated(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
