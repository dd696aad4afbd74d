import { err, type JsonObject, type JsonValue, ok, type Result } from '@cambio/oauth';
import type { Diagnostic, Position } from '@cambio/policy';
import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import { z } from 'zod';

/** A settings file as text. `path` is only for diagnostics. */
export interface SettingsFile {
  readonly path: string;
  readonly text: string;
}

/** What a settings file says, as written, and where each part of it stands. */
export interface SettingsDocument {
  readonly values: JsonObject;
  readonly places: ReadonlyMap<string, Place>;
}

/** Where a member stands; for an item of a list both are the same. */
export interface Place {
  readonly name: Position;
  readonly value: Position;
}

/** The key of a path in `places`. */
export function placeKey(path: readonly PropertyKey[]): string {
  return JSON.stringify(path.map(String));
}

/**
 * Reads one YAML 1.2 document (JSON is YAML too) into plain values. Refuses syntax errors, repeated names,
 * several documents, names that are not text, aliases and custom tags. Does not know the settings' schema.
 */
export function readDocument(file: SettingsFile): Result<SettingsDocument, readonly Diagnostic[]> {
  const lines = new LineCounter();
  const yaml = parseDocument(file.text, { lineCounter: lines, prettyErrors: false });
  const reader = readerOf(file.path, lines);
  for (const problem of [...yaml.errors, ...yaml.warnings]) reader.refuse(problem.pos[0], textOf(problem));
  const values = readRoot(yaml.contents, reader);
  return reader.problems.length > 0 ? err(reader.problems) : ok({ values, places: reader.places });
}

/** Cut before the part that quotes the file, which may hold a secret. */
function textOf({ code, message }: YAMLError): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return 'this name is already used here';
    case 'MULTIPLE_DOCS':
      return 'a settings file is one document';
    case 'TAG_RESOLVE_FAILED':
    case 'UNEXPECTED_TOKEN':
      return message.replace(/:.*$/s, '');
    default:
      return message;
  }
}

interface Reader {
  readonly places: Map<string, Place>;
  readonly problems: Diagnostic[];
  positionAt(offset: number | undefined): Position;
  refuse(offset: number | undefined, message: string): void;
}

function readerOf(file: string, lines: LineCounter): Reader {
  const problems: Diagnostic[] = [];
  const positionAt = (offset = 0): Position => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const refuse = (offset: number | undefined, message: string): void => {
    problems.push({ severity: 'error', rule: 'syntax', position: positionAt(offset), message });
  };
  return { places: new Map(), problems, positionAt, refuse };
}

type Path = readonly (string | number)[];

function readRoot(root: unknown, reader: Reader): JsonObject {
  if (isMap(root)) return readMap(root, [], reader);
  const isEmpty = root === null || (isScalar(root) && root.value === null);
  if (!isEmpty) reader.refuse(offsetOf(root), 'settings are members with values');
  return {};
}

function readMap(map: YAMLMap, path: Path, reader: Reader): JsonObject {
  const entries: [string, JsonValue][] = [];
  for (const { key, value } of map.items) {
    const name = isScalar(key) && typeof key.value === 'string' ? key.value : undefined;
    const start = offsetOf(key);
    if (name === undefined) {
      reader.refuse(start, 'names must be text');
      continue;
    }
    const here = [...path, name];
    const position = reader.positionAt(start);
    reader.places.set(placeKey(here), {
      name: position,
      value: reader.positionAt(offsetOf(value) ?? start),
    });
    entries.push([name, readValue(value, here, reader)]);
  }
  return Object.fromEntries(entries);
}

function readValue(node: unknown, path: Path, reader: Reader): JsonValue {
  if (node === null) return null;
  if (isMap(node)) return readMap(node, path, reader);
  if (isSeq(node)) return node.items.map((item, index) => readItem(item, [...path, index], reader));
  const scalar = isScalar(node) ? z.json().safeParse(node.value) : undefined;
  if (scalar?.success === true) return scalar.data;
  reader.refuse(offsetOf(node), isScalar(node) ? 'must be a JSON value' : 'aliases are not supported');
  return null;
}

function readItem(item: unknown, path: Path, reader: Reader): JsonValue {
  const position = reader.positionAt(offsetOf(item));
  reader.places.set(placeKey(path), { name: position, value: position });
  return readValue(item, path, reader);
}

function offsetOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
