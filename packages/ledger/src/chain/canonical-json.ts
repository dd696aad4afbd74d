import type { JsonObject, JsonValue } from '@cambio/oauth';

/**
 * The one text of a JSON value (RFC 8785): no white space, members in the order of their names' UTF-16 code units, strings and
 * numbers as ECMAScript writes them. Unlike the RFC it does not refuse a lone surrogate, which a claim may hold: it is
 * written as its escape, as `JSON.stringify` does. A member that is `undefined` is left out.
 *
 * Most of the time goes into claims. So what objects with the same names have in common is remembered, and the engine
 * writes the whole.
 */
export function canonicalJson(value: JsonValue): string {
  const inOrder = ordered(value);
  return inOrder === undefined ? written(value) : JSON.stringify(inOrder);
}

/** The same value with its members in order; `undefined` where something in it is, or would not be kept in order by the engine. */
function ordered(value: JsonValue | undefined): JsonValue | undefined {
  if (typeof value !== 'object' || value === null) return value;
  return isArray(value) ? orderedItems(value) : orderedMembers(value);
}

function orderedItems(items: readonly JsonValue[]): readonly JsonValue[] | undefined {
  const inOrder = items.map(ordered);
  return inOrder.every((item) => item !== undefined) ? inOrder : undefined;
}

function orderedMembers(members: JsonObject): JsonObject | undefined {
  const { sorted, blank } = shapeOf(members);
  if (blank === undefined) return undefined;
  const copy: Record<string, JsonValue> = { ...blank };
  for (const name of sorted) {
    const inOrder = ordered(members[name]);
    if (inOrder === undefined) return undefined;
    copy[name] = inOrder;
  }
  return copy;
}

/** What objects with the same names, given in the same order, have in common. */
interface Shape {
  readonly names: readonly string[];
  readonly sorted: readonly string[];
  /**
   * An object with these names, sorted, to copy and fill: one that grows by a name at a time becomes a hash table, which takes
   * twice as long to make, and half as long again to write. `undefined` where the engine would not keep them sorted.
   */
  readonly blank: JsonObject | undefined;
}

/** Objects that begin with the same name and have as many mostly have the same ones: of these the last is remembered. */
const shapes = new Map<string, Shape>();
const REMEMBERED = 64;

function shapeOf(members: JsonObject): Shape {
  const names = Object.keys(members);
  const key = `${names.length} ${names[0]}`;
  const last = shapes.get(key);
  if (last?.names.every((name, index) => name === names[index])) return last;
  const sorted = names.toSorted();
  const shape = { names, sorted, blank: sorted.every(isOrdinary) ? blankOf(sorted) : undefined };
  if (shapes.size === REMEMBERED) shapes.clear();
  shapes.set(key, shape);
  return shape;
}

/** The engine puts names that look like an index first, and takes `__proto__` for something else. */
function isOrdinary(name: string): boolean {
  return name !== '__proto__' && !/^\d+$/.test(name);
}

function blankOf(names: readonly string[]): JsonObject {
  return JSON.parse(`{${names.map((name) => `${JSON.stringify(name)}:null`).join(',')}}`);
}

/** What canonical JSON is, member by member. */
function written(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isArray(value)) return `[${value.map(written).join(',')}]`;
  const members: string[] = [];
  for (const name of shapeOf(value).sorted) {
    const member = value[name];
    if (member !== undefined) members.push(`${JSON.stringify(name)}:${written(member)}`);
  }
  return `{${members.join(',')}}`;
}

/** As `Array.isArray`, which does not know arrays that are read only. */
function isArray(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}
