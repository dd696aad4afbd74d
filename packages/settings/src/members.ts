import type { JsonValue } from '@cambio/oauth';
import { z } from 'zod';
import { type JsonSchema, settingsJsonSchema } from './json-schema.ts';

/** One setting that has a value of its own: `listen.port`, but not `listen`. */
export interface Member {
  /** Dotted: `keys.encryption.keyFile`. */
  readonly path: string;
  /** The environment variable that sets it: `CAMBIO_KEYS_ENCRYPTION_KEY_FILE`. */
  readonly variable: string;
  readonly kind: MemberKind;
  /** As it would be written; absent: none. */
  readonly default?: JsonValue;
  readonly description: string;
}

/** How text from a flag, a variable or a placeholder is read. */
export type MemberKind = 'text' | 'number' | 'switch' | 'list' | 'structures';

const ROOT = settingsJsonSchema();

/** Every member, in the order of the schema. */
export const members: readonly Member[] = membersOf(ROOT, []);

/** The names that may stand in the object at `path`; none where there is no such object. */
export function namesAt(path: readonly (string | number)[]): readonly string[] {
  const schema = schemaAt(path);
  return schema === undefined ? [] : Object.keys(propertiesOf(schema));
}

/** What may stand at `path`. */
export function schemaAt(path: readonly (string | number)[]): JsonSchema | undefined {
  return path.reduce<JsonSchema | undefined>((schema, segment) => schema && step(schema, segment), ROOT);
}

/** Words of the path in capitals, `_` between words as between members: no two members share a name. */
function variableOf(path: string): string {
  const words = path.replaceAll('.', '_').replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2');
  return `CAMBIO_${words.toUpperCase()}`;
}

function membersOf(schema: JsonSchema, path: readonly string[]): readonly Member[] {
  const properties = Object.entries(propertiesOf(schema));
  if (properties.length > 0)
    return properties.flatMap(([name, member]) => membersOf(member, [...path, name]));
  const text = path.join('.');
  const written = z.json().safeParse(schema.default);
  return [
    {
      path: text,
      variable: variableOf(text),
      kind: kindOf(schema),
      ...(written.success ? { default: written.data } : {}),
      description: schema.description ?? '',
    },
  ];
}

/** The members of an object, or of all alternatives of one; the first alternative's where they share a name. */
function propertiesOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  const alternatives = [...(schema.oneOf ?? []), schema].toReversed();
  const entries = alternatives.flatMap(({ properties = {} }) => Object.entries(properties));
  return Object.fromEntries(entries.flatMap(([name, value]) => (isSchema(value) ? [[name, value]] : [])));
}

export function step(schema: JsonSchema, segment: string | number): JsonSchema | undefined {
  const next = typeof segment === 'number' ? schema.items : propertiesOf(schema)[segment];
  return isSchema(next) ? next : undefined;
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOf(schema: JsonSchema): MemberKind {
  if (schema.type === 'integer') return 'number';
  if (schema.type === 'boolean') return 'switch';
  if (schema.type !== 'array') return 'text';
  const { items } = schema;
  return isSchema(items) && (items.type === 'object' || items.oneOf !== undefined) ? 'structures' : 'list';
}
