import { err, type JsonValue, ok, type Result } from '@cambio/oauth';
import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type ParsedNode,
  Parser,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import type { Position } from '../diagnostic.ts';
import type { MemberPath } from '../document/document.ts';
import { firstDeeperThan } from './depth.ts';
import { type Piece, piecesOf } from './pieces.ts';
import { SOURCE_LIMITS, type SourceText } from './source.ts';

/** Why a text is not a document: what and where. */
export interface SyntaxProblem {
  readonly rule: 'syntax' | 'too-large' | 'too-deep' | 'alias' | 'tag' | 'member-name' | 'number';
  readonly message: string;
  readonly hint?: string;
  readonly position: Position;
}

/** One YAML document of a file: a value with positions, or what is wrong with it. */
export type YamlDocument =
  | {
      readonly ok: true;
      readonly value: JsonValue;
      readonly locate: (path: MemberPath) => Position;
      /** Where it is in the text, with the marker before it and the comments that belong to it. */
      readonly start: number;
      readonly end: number;
    }
  | { readonly ok: false; readonly problems: readonly SyntaxProblem[] };

/**
 * Reads YAML 1.2 (core schema), of which JSON is a part, into plain values. Never throws.
 * Refused, because a reader could take them for something else: anchors and aliases, tags, other YAML versions,
 * names that are not text or come twice, numbers that are not written as in JSON or do not survive as a double.
 */
export function readYaml(source: SourceText): readonly YamlDocument[] {
  return [...readPieces(source)].flatMap(({ documents }) => documents);
}

/** A piece of a text, and what was read of it: a document, or none where it is blank. */
interface ReadPiece {
  readonly piece: Piece;
  readonly documents: readonly YamlDocument[];
}

/** The same piece by piece, each read when it is asked for. */
export function* readPieces({ path, text }: SourceText): Iterable<ReadPiece> {
  const { length, documents: most } = SOURCE_LIMITS;
  const whole = { text, start: 0, line: 0 };
  if (text.length > length) {
    const problem = { rule: 'too-large', message: `has more than ${length} characters`, offset: 0 } as const;
    return yield { piece: whole, documents: [refused(problem, positionsIn(whole, path, new LineCounter()))] };
  }
  let count = 0;
  for (const piece of piecesOf(text)) {
    const documents = readPiece(piece, path, most - count);
    count += documents.length;
    if (documents.length > 0) yield { piece, documents };
    if (count > most) return;
  }
}

/** Reads up to `most` documents, and refuses the one after. */
export function readPiece(
  piece: Piece,
  path: string,
  most: number = SOURCE_LIMITS.documents,
): readonly YamlDocument[] {
  const lines = new LineCounter();
  const at = positionsIn(piece, path, lines);
  const trees = composeYaml({ path, text: piece.text }, lines);
  if (!trees.ok) return [refused(trees.error, at)];
  const documents: YamlDocument[] = [];
  for (const tree of trees.value) {
    if (documents.length === most) {
      const message = `has more than ${SOURCE_LIMITS.documents} documents`;
      return [...documents, refused({ rule: 'too-large', message, offset: tree.range[0] }, at)];
    }
    documents.push(readDocument(tree, at, piece.start));
  }
  return documents;
}

function positionsIn({ line: before }: Piece, file: string, lines: LineCounter): At {
  return (offset) => {
    const { line, col } = lines.linePos(offset);
    return { file, line: before + Math.max(1, line), column: Math.max(1, col) };
  };
}

/** Why a text is not taken apart, and where. */
interface Refusal {
  readonly rule: 'too-large' | 'too-deep';
  readonly message: string;
  readonly offset: number;
}

/** The documents of a text as syntax trees, blank ones left out, one by one. Bounded in length and depth. */
export function composeYaml(
  { text }: SourceText,
  lines: LineCounter,
): Result<Iterable<Document.Parsed>, Refusal> {
  const { length, depth } = SOURCE_LIMITS;
  if (text.length > length) {
    return err({ rule: 'too-large', message: `has more than ${length} characters`, offset: 0 });
  }
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const deep = firstDeeperThan(tokens, depth);
  if (deep !== undefined) {
    return err({ rule: 'too-deep', message: `is nested more than ${depth} deep`, offset: deep });
  }
  return ok(composed(tokens));
}

function* composed(tokens: readonly CST.Token[]): Iterable<Document.Parsed> {
  // Names that come twice are found below: the composer compares every pair.
  const composer = new Composer({ version: '1.2', schema: 'core', merge: false, uniqueKeys: false });
  for (const document of composer.compose(tokens)) if (!isBlank(document)) yield document;
}

type At = (offset: number) => Position;

function refused({ rule, message, offset }: Refusal, at: At): YamlDocument {
  return { ok: false, problems: [{ rule, message, position: at(offset) }] };
}

function isBlank({ contents, errors }: Document.Parsed): boolean {
  return errors.length === 0 && (contents === null || (isScalar(contents) && contents.source === ''));
}

function readDocument(document: Document.Parsed, at: At, offset: number): YamlDocument {
  const reader = new ValueReader(at);
  for (const { message, pos } of document.errors) {
    reader.refuse(pos[0], 'syntax', message.split(' at line ')[0] ?? message);
  }
  const { version, explicit } = document.directives.yaml;
  if (explicit && version !== '1.2') reader.refuse(document.range[0], 'syntax', 'is not YAML 1.2');
  const { contents } = document;
  const value = reader.problems.length === 0 ? reader.valueOf(contents) : null;
  if (reader.problems.length > 0) return { ok: false, problems: reader.problems };
  const [start, , end] = document.range;
  return {
    ok: true,
    value,
    locate: (path) => at(offsetOf(contents, path)),
    start: offset + start,
    end: offset + end,
  };
}

/** Turns nodes into plain values, and collects what cannot be one. */
class ValueReader {
  readonly problems: SyntaxProblem[] = [];
  readonly #at: At;

  constructor(at: At) {
    this.#at = at;
  }

  refuse(offset: number, rule: SyntaxProblem['rule'], message: string, hint?: string): null {
    const position = this.#at(offset);
    this.problems.push({ rule, message, position, ...(hint === undefined ? {} : { hint }) });
    return null;
  }

  valueOf(node: ParsedNode | null): JsonValue {
    if (node === null) return null;
    const offset = node.range[0];
    if (isAlias(node) || node.anchor !== undefined) {
      return this.refuse(
        offset,
        'alias',
        'anchors and aliases are not read',
        'write the value where it is used',
      );
    }
    if (node.tag !== undefined) {
      return this.refuse(
        offset,
        'tag',
        'tags are not read',
        'leave the tag out; quote what is meant as text',
      );
    }
    if (isSeq(node)) return node.items.map((item) => this.valueOf(item));
    if (isMap(node)) return this.#membersOf(node);
    const value = scalarValue(node);
    return value.ok
      ? value.value
      : this.refuse(offset, 'number', value.error, 'quote it if it is meant as text');
  }

  #membersOf(node: YAMLMap.Parsed): JsonValue {
    const members: Record<string, JsonValue> = {};
    for (const { key, value } of node.items) {
      const name = nameOf(key);
      const offset = key.range[0];
      if (name === undefined) this.refuse(offset, 'member-name', 'a member name must be text', 'quote it');
      else if (name === '__proto__') {
        this.refuse(
          offset,
          'member-name',
          '"__proto__" cannot be a member',
          'as a claim, write it "/__proto__"',
        );
      } else if (Object.hasOwn(members, name)) {
        this.refuse(offset, 'member-name', `${JSON.stringify(name)} is written twice`);
      } else members[name] = this.valueOf(value);
    }
    return members;
  }
}

function nameOf(key: ParsedNode): string | undefined {
  if (!isScalar(key) || key.anchor !== undefined || key.tag !== undefined) return undefined;
  return typeof key.value === 'string' ? key.value : undefined;
}

/** A number as JSON writes it: `0x1f`, `007`, `+1` and `.nan` mean different things to different readers. */
const JSON_NUMBER = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$/;

function scalarValue({ value, source }: Scalar.Parsed): Result<string | number | boolean | null, string> {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return ok(value);
  if (typeof value !== 'number') return err('is neither text, number nor boolean');
  if (!JSON_NUMBER.test(source)) return err('is not a plain decimal number');
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) {
    return err('is too large a number to be kept exactly');
  }
  return ok(value);
}

/** Where a member begins: at its name, or where the nearest member around it does. */
function offsetOf(root: ParsedNode | null, path: MemberPath): number {
  let node: ParsedNode | null | undefined = root;
  let offset = root?.range[0] ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair: YAMLMap.Parsed['items'][number] | undefined = node.items.find(
        ({ key }) => nameOf(key) === String(step),
      );
      if (pair === undefined) return offset;
      offset = pair.key.range[0];
      node = pair.value;
    } else if (isSeq(node)) {
      const item: ParsedNode | undefined = node.items[Number(step)];
      if (item === undefined) return offset;
      offset = item.range[0];
      node = item;
    } else return offset;
  }
  return offset;
}
