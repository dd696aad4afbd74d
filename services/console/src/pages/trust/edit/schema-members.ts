import { isJsonObject, type JsonObject, type JsonValue } from '@cambio/oauth';

/** What a JSON Schema says of one place of a document. */
export interface SchemaPlace {
  readonly members: readonly { readonly name: string; readonly description: string | undefined }[];
  /** Values it names: of enumerations, constants, and `true` and `false`. */
  readonly values: readonly string[];
}

/** What may be written at a path; entries of lists have no step in it. */
export function schemaPlace(schema: JsonObject, path: readonly string[]): SchemaPlace {
  let places: readonly JsonObject[] = expand(schema, schema);
  for (const step of path) places = places.flatMap((place) => stepInto(place, step, schema));
  const members = new Map(
    places
      .flatMap(({ properties }) => Object.entries(isJsonObject(properties) ? properties : {}))
      .map(([name, member]) => [name, descriptionOf(member)] as const),
  );
  return {
    members: [...members].map(([name, description]) => ({ name, description })),
    values: [...new Set(places.flatMap(valuesOf))],
  };
}

/** A schema, and those it is put together of; what a list holds counts as the list. */
function expand(schema: JsonValue | undefined, root: JsonObject, depth = 0): readonly JsonObject[] {
  if (!isJsonObject(schema) || depth > 8) return [];
  const { $ref } = schema;
  if (typeof $ref === 'string') return expand(referred($ref, root), root, depth + 1);
  const parts = [schema.anyOf, schema.oneOf, schema.allOf].flatMap((list) =>
    Array.isArray(list) ? list : [],
  );
  return [schema, ...[...parts, schema.items].flatMap((part) => expand(part, root, depth + 1))];
}

function referred(ref: string, root: JsonObject): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const step of ref.replace(/^#\/?/, '').split('/').filter(Boolean)) {
    value = isJsonObject(value) ? value[step] : undefined;
  }
  return value;
}

function stepInto({ properties, additionalProperties }: JsonObject, step: string, root: JsonObject) {
  const known = isJsonObject(properties) && Object.hasOwn(properties, step) ? properties[step] : undefined;
  return expand(known ?? additionalProperties, root);
}

function valuesOf({ enum: named, const: only, type }: JsonObject): readonly string[] {
  if (Array.isArray(named)) return named.map(String);
  if (typeof only === 'string') return [only];
  return type === 'boolean' ? ['true', 'false'] : [];
}

function descriptionOf(member: JsonValue | undefined): string | undefined {
  return isJsonObject(member) && typeof member.description === 'string' ? member.description : undefined;
}
