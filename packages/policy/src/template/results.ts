import { ok, type Result } from '@cambio/oauth';

/** All the values, or the first error. */
export function all<T, E>(results: readonly Result<T, E>[]): Result<readonly T[], E> {
  const values: T[] = [];
  for (const result of results) {
    if (!result.ok) return result;
    values.push(result.value);
  }
  return ok(values);
}

/** A value under its name. */
export function named<T, E>(name: string, result: Result<T, E>): Result<readonly [string, T], E> {
  return result.ok ? ok([name, result.value]) : result;
}
