import type { JsonValue } from '@cambio/oauth';

/**
 * The one text of a JSON value (RFC 8785): no white space, members in the order of their names' UTF-16 code units, strings and
 * numbers as ECMAScript writes them. Unlike the RFC it does not refuse a lone surrogate, which a claim may hold: it is
 * written as its escape, as `JSON.stringify` does. A member that is `undefined` is left out.
 */
export function canonicalJson(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members: string[] = [];
  for (const name of Object.keys(value).sort()) {
    const member = value[name];
    if (member !== undefined) members.push(`${JSON.stringify(name)}:${canonicalJson(member)}`);
  }
  return `{${members.join(',')}}`;
}

/** As `Array.isArray`, which does not know arrays that are read only. */
function isArray(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}
