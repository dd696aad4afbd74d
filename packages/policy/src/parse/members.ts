import { isJsonObject, type JsonObject, type JsonValue } from '@cambio/oauth';
import type { DocumentKind, MemberPath } from '../document/document.ts';
import { documentJsonSchema } from '../document/json-schema.ts';

const SCHEMAS = new Map<DocumentKind, JsonObject>();

/** The members that the schema knows at a place, in any of the forms it may have there. */
export function knownMembers(kind: DocumentKind, path: MemberPath): ReadonlySet<string> {
  const root = SCHEMAS.get(kind) ?? documentJsonSchema(kind);
  SCHEMAS.set(kind, root);
  const resolve = (schema: JsonValue | undefined) => formsOf(root, schema);
  let forms = resolve(root);
  for (const step of path) forms = forms.flatMap((form) => resolve(childOf(form, step)));
  return new Set(
    forms.flatMap(({ properties }) => (isJsonObject(properties) ? Object.keys(properties) : [])),
  );
}

function childOf(form: JsonObject, step: string | number): JsonValue | undefined {
  const { properties, additionalProperties, items } = form;
  if (typeof step === 'number') return items;
  if (isJsonObject(properties) && Object.hasOwn(properties, step)) return properties[step];
  return additionalProperties;
}

/** A schema without references and choices: each form by itself. */
function formsOf(root: JsonObject, schema: JsonValue | undefined): readonly JsonObject[] {
  if (!isJsonObject(schema)) return [];
  const { $ref, anyOf, oneOf } = schema;
  if (typeof $ref === 'string') return formsOf(root, definitionOf(root, $ref));
  const choices = [anyOf, oneOf].flatMap((choice) => (Array.isArray(choice) ? choice : []));
  return choices.length === 0 ? [schema] : choices.flatMap((choice) => formsOf(root, choice));
}

function definitionOf({ $defs }: JsonObject, reference: string): JsonValue | undefined {
  const name = reference.replace('#/$defs/', '');
  return isJsonObject($defs) ? $defs[name] : undefined;
}
