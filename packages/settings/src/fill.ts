import { err, isJsonObject, type JsonObject, type JsonValue, ok, type Result } from '@cambio/oauth';
import type { Diagnostic } from '@cambio/policy';
import type { Layers, Path } from './layers.ts';
import { type MemberKind, members } from './members.ts';
import { positionOf } from './origin.ts';
import { fillPlaceholders, type PlaceholderSources } from './placeholders.ts';

const KINDS: ReadonlyMap<string, MemberKind> = new Map(members.map(({ path, kind }) => [path, kind]));

/**
 * Replaces every placeholder. Text that came from outside the file, or out of a placeholder, is then read as
 * what its member holds, since neither can say whether it means text or a number.
 */
export function fillLayers(
  layers: Layers,
  sources: PlaceholderSources,
): Result<JsonValue, readonly Diagnostic[]> {
  const problems: Diagnostic[] = [];

  const fillText = (text: string, path: Path): JsonValue => {
    const filled = fillPlaceholders(text, sources);
    const origin = layers.origin(path);
    if (!filled.ok) {
      const position = positionOf(origin);
      const message = `${path.join('.')}: ${filled.error}`;
      problems.push({ severity: 'error', rule: 'placeholder', position, message });
      return text;
    }
    const asWritten = origin.kind === 'file' && filled.value === text;
    return asWritten ? text : readText(filled.value, KINDS.get(path.join('.')) ?? 'text');
  };

  const fill = (value: JsonValue, path: Path): JsonValue => {
    if (typeof value === 'string') return fillText(value, path);
    if (Array.isArray(value)) return value.map((item: JsonValue, index) => fill(item, [...path, index]));
    if (isJsonObject(value)) return fillObject(value, path);
    return value;
  };

  const fillObject = (object: JsonObject, path: Path): JsonObject =>
    Object.fromEntries(Object.entries(object).map(([name, value]) => [name, fill(value, [...path, name])]));

  const filled = fillObject(layers.written, []);
  return problems.length > 0 ? err(problems) : ok(filled);
}

/** Text that is not of its member's kind stays text, for the schema to refuse. */
function readText(text: string, kind: MemberKind): JsonValue {
  switch (kind) {
    case 'text':
      return text;
    case 'number':
      return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
    case 'switch':
      return text === 'true' || (text === 'false' ? false : text);
    case 'list':
      return text === '' ? [] : text.split(',').map((item) => item.trim());
    case 'structures':
      return readJson(text);
  }
}

function readJson(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
