import { isMap, isScalar, isSeq, type ParsedNode, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';

/** A member of a map, or an entry of a list, in a syntax tree. */
export interface Place {
  readonly collection: YAMLMap.Parsed | YAMLSeq.Parsed;
  readonly index: number;
  /** The name of a member; a list's entry has none. */
  readonly key?: Scalar.Parsed;
  readonly value: ParsedNode | null;
  /** Where the collection itself stands; absent for the document's own members. */
  readonly within?: Place;
}

/** Finds a member by the way to it. Looks only at names that are plain text. */
export function placeAt(root: ParsedNode, path: readonly (string | number)[]): Place | undefined {
  let place: Place | undefined;
  let node: ParsedNode | null = root;
  for (const step of path) {
    const next = stepInto(node, step);
    if (next === undefined) return undefined;
    place = place === undefined ? next : { ...next, within: place };
    node = next.value;
  }
  return place;
}

function stepInto(node: ParsedNode | null, step: string | number): Place | undefined {
  if (isMap(node)) {
    const index = node.items.findIndex(({ key }) => isScalar(key) && key.value === String(step));
    const pair = node.items[index];
    if (pair === undefined || !isScalar(pair.key)) return undefined;
    return { collection: node, index, key: pair.key, value: pair.value };
  }
  if (!isSeq(node) || typeof step !== 'number') return undefined;
  const value = node.items[step];
  return value === undefined ? undefined : { collection: node, index: step, value };
}

/** Where a member or entry begins and ends in the text, what follows its last character left out. */
export function spanOf({ key, value }: Place, source: string): readonly [start: number, end: number] {
  const first = key ?? value;
  const start = first?.range[0] ?? 0;
  const end = (value ?? key)?.range[1] ?? start;
  return [start, start + source.slice(start, end).trimEnd().length];
}

/** The members or entries of a collection, each as a place. */
export function siblingsOf({ collection, within }: Place): readonly Place[] {
  const around = within === undefined ? {} : { within };
  const siblings = isSeq(collection)
    ? collection.items.map((value, index) => ({ collection, index, value }))
    : membersOf(collection);
  return siblings.map((place) => ({ ...place, ...around }));
}

/** The members of a map, each as a place. */
export function membersOf(collection: YAMLMap.Parsed): readonly Place[] {
  return collection.items.flatMap(({ key, value }, index) =>
    isScalar(key) ? [{ collection, index, key, value }] : [],
  );
}
