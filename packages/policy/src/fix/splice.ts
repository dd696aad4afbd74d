import { isMap, isScalar, type ParsedNode, Scalar } from 'yaml';
import type { Fix } from './fix.ts';
import { membersOf, type Place, placeAt, siblingsOf, spanOf } from './place.ts';
import { scalarText } from './scalar-text.ts';

/** A piece of text to be replaced by another. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The splice that makes an edit; `undefined` where the text is written in a way that it could break. */
export function spliceOf(fix: Fix, root: ParsedNode, source: string): Splice | undefined {
  const place = placeAt(root, fix.path);
  if (place === undefined) return fix.kind === 'put' ? added(fix, root, source) : undefined;
  switch (fix.kind) {
    case 'rename':
      return place.key === undefined ? undefined : rewritten(place.key, fix.name);
    case 'set':
      return isScalar(place.value) ? rewritten(place.value, fix.value) : undefined;
    case 'put':
      return put(place, fix.value, source);
    case 'replace':
      return replaced(place, fix.members, source);
    case 'remove':
      return removed(place, source);
  }
}

/** Another text in the place of a name or a plain value. */
function rewritten(node: Scalar.Parsed, text: string): Splice | undefined {
  const [start, end] = node.range;
  return isInline(node) ? { start, end, text: scalarText(text, node.type) } : undefined;
}

/** Block scalars and empty values take more than their own text to rewrite. */
function isInline({ type, source }: Scalar.Parsed): boolean {
  return source !== '' && type !== Scalar.BLOCK_FOLDED && type !== Scalar.BLOCK_LITERAL;
}

/** Another value for a member, on the line of its name. What has a comment in it is left alone. */
function put(place: Place, value: PutValue, source: string): Splice | undefined {
  const { key, value: old } = place;
  if (key === undefined || old === null) return undefined;
  const [start, end] = [key.range[1], spanOf(place, source)[1]];
  if (!/^\s*:\s*$/.test(source.slice(start, old.range[0])) || /#/.test(source.slice(start, end)))
    return undefined;
  return { start, end, text: `: ${valueText(value, key.type)}` };
}

/** A member more, after the last of those that it belongs to. */
function added(
  { path, value }: Extract<Fix, { kind: 'put' }>,
  root: ParsedNode,
  source: string,
): Splice | undefined {
  const name = path.at(-1);
  const around = path.length === 1 ? root : placeAt(root, path.slice(0, -1))?.value;
  const last = isMap(around) ? membersOf(around).at(-1) : undefined;
  if (typeof name !== 'string' || last?.key === undefined) return undefined;
  const [start, end] = spanOf(last, source);
  const text = `${scalarText(name, last.key.type)}: ${valueText(value, last.key.type)}`;
  const between = separator(last, start, source);
  if (last.collection.flow) return { start: end, end, text: between + text };
  const lineEnd = /\r?\n|$/.exec(source.slice(end))?.index ?? 0;
  return { start: end + lineEnd, end: end + lineEnd, text: between + text };
}

type PutValue = Extract<Fix, { kind: 'put' }>['value'];

function valueText(value: PutValue, like: Scalar.Parsed['type']): string {
  if (typeof value === 'string') return scalarText(value, like);
  return typeof value === 'object'
    ? `[${value.map((each) => valueText(each, like)).join(', ')}]`
    : String(value);
}

/** Members, each laid out like the one they stand in for. */
function replaced(
  place: Place,
  members: Readonly<Record<string, string>>,
  source: string,
): Splice | undefined {
  const { key, value } = place;
  if (key === undefined || !isScalar(value) || !isInline(value)) return undefined;
  if (!/^\s*:\s*$/.test(source.slice(key.range[1], value.range[0]))) return undefined;
  const [start, end] = spanOf(place, source);
  const texts = Object.entries(members).map(
    ([name, text]) => `${scalarText(name, key.type)}: ${scalarText(text, key.type)}`,
  );
  return { start, end, text: texts.join(separator(place, start, source)) };
}

/** What stands between two members: a line break and as much room as before the first, or a comma. */
function separator({ collection }: Place, start: number, source: string): string {
  const before = source.slice(lineStart(start, source), start);
  const nextLine = `${source.includes('\r\n') ? '\r\n' : '\n'}${' '.repeat(before.length)}`;
  if (!collection.flow) return nextLine;
  return before.trim() === '' ? `,${nextLine}` : ', ';
}

/** Nothing in the place of a member or entry: its lines, or its piece of a line. */
function removed(place: Place, source: string): Splice | undefined {
  const { collection, index, within } = place;
  if (collection.items.length === 1) return within && removed(within, source);
  const [start, end] = spanOf(place, source);
  if (!collection.flow) return removedLines(place, [start, end], source);
  const siblings = siblingsOf(place);
  const [before, after] = [siblings[index - 1], siblings[index + 1]];
  if (after !== undefined) return { start, end: spanOf(after, source)[0], text: '' };
  return before && { start: spanOf(before, source)[1], end, text: '' };
}

/** An entry of a list has its dash before it; a member must have its line to itself. */
function removedLines(
  { key }: Place,
  [start, end]: readonly [number, number],
  source: string,
): Splice | undefined {
  const first = lineStart(start, source);
  const before = key === undefined ? /^\s*- *$/ : /^\s*$/;
  if (!before.test(source.slice(first, start))) return undefined;
  const lineBreak = source.indexOf('\n', end);
  return { start: first, end: lineBreak === -1 ? source.length : lineBreak + 1, text: '' };
}

function lineStart(offset: number, source: string): number {
  return source.lastIndexOf('\n', offset - 1) + 1;
}
