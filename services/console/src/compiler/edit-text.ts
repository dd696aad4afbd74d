import type { JsonValue } from '@cambio/oauth';
import {
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  parseDocument,
  stringify,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';

type Path = readonly string[];

/**
 * Writes a member of a document, where it is or at the end of what it belongs to. All else stays as it is written.
 * `undefined` where the text can't be read, or has no place for it.
 */
export function setMember(text: string, path: Path, value: JsonValue): string | undefined {
  const root = rootOf(text);
  if (root === undefined) return undefined;
  const place = nodeAt(root, path);
  if (place !== undefined) return spliced(text, place.range[0], place.range[1], inline(value));
  const name = path.at(-1);
  const parent = nodeAt(root, path.slice(0, -1));
  if (name === undefined || !isMap(parent)) return undefined;
  return withEntry(text, parent as YAMLMap.Parsed, `${inline(name)}: ${inline(value)}`);
}

/** Adds a value to the list that a member is, or makes it a list of what it was and this. */
export function addToMember(text: string, path: Path, value: JsonValue): string | undefined {
  const root = rootOf(text);
  const place = root === undefined ? undefined : nodeAt(root, path);
  if (place === undefined) return undefined;
  if (isSeq(place)) return withEntry(text, place as YAMLSeq.Parsed, inline(value));
  if (!isScalar(place)) return undefined;
  const before = text.slice(place.range[0], place.range[1]);
  return spliced(text, place.range[0], place.range[1], `[${before}, ${inline(value)}]`);
}

function rootOf(text: string): ParsedNode | undefined {
  const parsed = parseDocument(text);
  return parsed.errors.length === 0 && parsed.contents !== null ? parsed.contents : undefined;
}

function nodeAt(root: ParsedNode, path: Path): ParsedNode | undefined {
  let node: ParsedNode | null | undefined = root;
  for (const step of path) {
    if (!isMap(node)) return undefined;
    const pair: YAMLMap.Parsed['items'][number] | undefined = (node as YAMLMap.Parsed).items.find(
      ({ key }) => isScalar(key) && key.value === step,
    );
    node = pair?.value;
  }
  return node ?? undefined;
}

/** One more at the end of a collection, in the way the others are written. */
function withEntry(
  text: string,
  collection: YAMLMap.Parsed | YAMLSeq.Parsed,
  entry: string,
): string | undefined {
  const last = collection.items.at(-1);
  if (last === undefined) return undefined;
  const end = 'key' in last ? (last.value?.range[1] ?? last.key.range[1]) : last.range[1];
  if (collection.flow === true) return spliced(text, end, end, `, ${entry}`);
  const column = collection.range[0] - (text.lastIndexOf('\n', collection.range[0] - 1) + 1);
  const lineEnd = text.indexOf('\n', end - 1);
  const at = lineEnd === -1 ? text.length : lineEnd;
  const marker = isSeq(collection) ? '- ' : '';
  return spliced(text, at, at, `\n${' '.repeat(column)}${marker}${entry}`);
}

function spliced(text: string, start: number, end: number, part: string): string {
  return text.slice(0, start) + part + text.slice(end);
}

/** In one line, as YAML: texts without quotes where they stay texts. */
function inline(value: JsonValue): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: false }).trimEnd();
}
