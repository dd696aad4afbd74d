import type { JsonObject, JsonValue } from '@cambio/oauth';

/**
 * The one text of a JSON value (RFC 8785): no white space, members in the order of their names' UTF-16 code units, strings and
 * numbers as ECMAScript writes them. Unlike the RFC it does not refuse a lone surrogate, which a claim may hold: it is
 * written as its escape, as `JSON.stringify` does. A member that is `undefined` is left out.
 *
 * Most of the time goes into claims. So the order of their names is remembered, and the engine writes the whole.
 */
export function canonicalJson(value: JsonValue): string {
  const inOrder = ordered(value);
  return inOrder === undefined ? written(value) : JSON.stringify(inOrder);
}

/** The same value with its members in order; `undefined` where an object of the engine's would not keep them so. */
function ordered(value: JsonValue): JsonValue | undefined {
  if (typeof value !== 'object' || value === null) return value;
  return isArray(value) ? orderedItems(value) : orderedMembers(value);
}

function orderedItems(items: readonly JsonValue[]): readonly JsonValue[] | undefined {
  const inOrder = items.map(ordered);
  return inOrder.every((item) => item !== undefined) ? inOrder : undefined;
}

function orderedMembers(members: JsonObject): JsonObject | undefined {
  const copy: Record<string, JsonValue> = {};
  for (const name of namesInOrder(members)) {
    const member = members[name];
    if (member === undefined) continue;
    const inOrder = isOrdinary(name) ? ordered(member) : undefined;
    if (inOrder === undefined) return undefined;
    copy[name] = inOrder;
  }
  return copy;
}

/** The engine puts names that look like an index first, and takes `__proto__` for something else. */
function isOrdinary(name: string): boolean {
  return name !== '__proto__' && !(name.charCodeAt(0) <= 0x39 && /^\d+$/.test(name));
}

/** Objects that begin with the same name mostly have the same ones: of the last such is remembered how they sort. */
const remembered = new Map<string, { names: readonly string[]; sorted: readonly string[] }>();
const REMEMBERED = 64;

function namesInOrder(members: JsonObject): readonly string[] {
  const names = Object.keys(members);
  const [first] = names;
  if (first === undefined) return names;
  const last = remembered.get(first);
  if (last?.names.length === names.length && last.names.every((name, index) => name === names[index])) {
    return last.sorted;
  }
  const sorted = names.toSorted();
  if (remembered.size === REMEMBERED) remembered.clear();
  remembered.set(first, { names, sorted });
  return sorted;
}

/** What canonical JSON is, member by member. */
function written(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isArray(value)) return `[${value.map(written).join(',')}]`;
  const members: string[] = [];
  for (const name of namesInOrder(value)) {
    const member = value[name];
    if (member !== undefined) members.push(`${JSON.stringify(name)}:${written(member)}`);
  }
  return `{${members.join(',')}}`;
}

/** As `Array.isArray`, which does not know arrays that are read only. */
function isArray(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}
