import { isJsonObject, type JsonObject, type JsonValue } from '@cambio/oauth';
import { placeKey, type SettingsDocument } from './document.ts';
import type { Origin } from './origin.ts';
import type { Override } from './overrides.ts';

export type Path = readonly PropertyKey[];

/** The file's values with the overrides laid over them: all as written, each part knowing its origin. */
export interface Layers {
  readonly written: JsonObject;
  /** The origin of what stands at `path`, or of the nearest thing around it. */
  origin(path: Path): Origin;
  /** The origin of a member's name, which stands beside its value. */
  originOfName(path: Path): Origin;
}

/** Later overrides win over earlier ones, and any of them over the file. */
export function layers(document: SettingsDocument, overrides: readonly Override[]): Layers {
  const written = overrides.reduce<JsonObject>(
    (values, override) => set(values, override.member.path.split('.'), override.written),
    document.values,
  );
  const overridden = new Map(overrides.map(({ member, origin }) => [member.path, origin]));
  const originOf = (path: Path, part: 'name' | 'value'): Origin => {
    const around = path.map((_, index) => path.slice(0, path.length - index));
    for (const prefix of around) {
      const origin = overridden.get(prefix.join('.'));
      if (origin !== undefined) return origin;
    }
    for (const prefix of around) {
      const place = document.places.get(placeKey(prefix));
      if (place !== undefined) return { kind: 'file', position: place[part] };
    }
    return { kind: 'default' };
  };
  return {
    written,
    origin: (path) => originOf(path, 'value'),
    originOfName: (path) => originOf(path, 'name'),
  };
}

/** A copy with one member set. Where something that is no object is in the way, it stays, for the schema to refuse. */
function set(object: JsonObject, [name, ...rest]: readonly string[], value: JsonValue): JsonObject {
  if (name === undefined) return object;
  if (rest.length === 0) return { ...object, [name]: value };
  const inner = Object.hasOwn(object, name) ? object[name] : {};
  return isJsonObject(inner) ? { ...object, [name]: set(inner, rest, value) } : object;
}

/** The value at a path, by own members only. */
export function valueAt(values: JsonObject, path: Path): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>(
    (value, segment) =>
      isJsonObject(value) && Object.hasOwn(value, segment) ? value[String(segment)] : undefined,
    values,
  );
}
