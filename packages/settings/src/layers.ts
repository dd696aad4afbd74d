import { isJsonObject, type JsonObject, type JsonValue } from '@cambio/oauth';
import type { SettingsDocument } from './document.ts';
import type { Origin } from './origin.ts';
import type { Override } from './overrides.ts';

export type Path = readonly (string | number)[];

/** The file's values with the overrides laid over them: all as written, each part knowing its origin. */
export interface Layers {
  readonly written: JsonObject;
  /** The origin of what stands at `path`, or of the nearest thing around it. */
  origin(path: Path): Origin;
}

/** Later overrides win over earlier ones, and any of them over the file; with neither, the default stands. */
export function layers(document: SettingsDocument | undefined, overrides: readonly Override[]): Layers {
  const written = overrides.reduce<JsonObject>(
    (values, override) => set(values, override.member.path.split('.'), override.written),
    document?.values ?? {},
  );
  const overridden = new Map(overrides.map(({ member, origin }) => [member.path, origin]));
  return {
    written,
    origin(path) {
      const around = path.map((_, index) => path.slice(0, index + 1).join('.'));
      const override = around.map((member) => overridden.get(member)).find((origin) => origin !== undefined);
      if (override !== undefined) return override;
      return document === undefined ? { kind: 'default' } : { kind: 'file', position: document.locate(path) };
    },
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
