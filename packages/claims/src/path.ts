import { err, isJsonObject, type JsonObject, type JsonValue, ok, type Result } from '@cambio/oauth';

/** Where a claim stands: a top-level name, or the segments of a JSON Pointer into nested claims. */
export interface ClaimPath {
  /** As it was written: `repository_id` or `/kubernetes.io/serviceaccount/uid`. */
  readonly text: string;
  readonly segments: readonly string[];
}

/**
 * Reads a claim name, or a JSON Pointer when it starts with `/` (RFC 6901).
 * Any other text, dots and colons included, is one literal name.
 */
export function parseClaimPath(text: string): Result<ClaimPath, 'empty_path' | 'bad_escape'> {
  if (text === '' || text === '/') return err('empty_path');
  if (!text.startsWith('/')) return ok({ text, segments: [text] });
  const raw = text.slice(1).split('/');
  if (raw.some((segment) => /~(?![01])/.test(segment))) return err('bad_escape');
  return ok({ text, segments: raw.map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~')) });
}

/** The value at a path, by own members only: `__proto__` and `constructor` are names like any other, and absent. */
export function lookUp(claims: JsonObject, path: ClaimPath): JsonValue | undefined {
  let value: JsonValue | undefined = claims;
  for (const segment of path.segments) {
    if (isJsonObject(value) && Object.hasOwn(value, segment)) value = value[segment];
    else if (Array.isArray(value) && /^(0|[1-9]\d*)$/.test(segment)) value = value[Number(segment)];
    else return undefined;
  }
  return value;
}

/** The value of a claim, by name or pointer as it is written in a profile; absent where the pointer is malformed. */
export function valueAt(claims: JsonObject, text: string): JsonValue | undefined {
  if (!text.startsWith('/')) return Object.hasOwn(claims, text) ? claims[text] : undefined;
  const path = parseClaimPath(text);
  return path.ok ? lookUp(claims, path.value) : undefined;
}
