import { type DocumentKind, documentJsonSchema } from '@cambio/policy';
import { z } from 'zod';
import { IMPLIED } from './admin.ts';
import { settingsSchema } from './schema.ts';

export type JsonSchema = z.core.JSONSchema.JSONSchema;

/** The JSON Schema of `cambio.yaml`, for editors: what may be written, before units are read. */
export function settingsJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(settingsSchema, { io: 'input' });
  const documents = { mappings: documentSchema('mappings'), issuers: documentSchema('issuers') };
  const { admin } = schema.properties ?? {};
  if (typeof admin !== 'object' || admin.properties === undefined) throw new Error('there is no admin');
  for (const [member, { items }] of Object.entries(documents)) {
    const list = admin.properties[member];
    if (typeof list !== 'object') throw new Error(`there is no admin.${member}`);
    list.items = items;
  }
  const $defs = { ...schema.$defs, ...documents.mappings.$defs, ...documents.issuers.$defs };
  return { ...schema, $defs, title: 'cambio.yaml' };
}

/** The schema of the documents that one member holds, with its definitions under names of their own. */
function documentSchema(member: keyof typeof IMPLIED): {
  items: JsonSchema;
  $defs: Record<string, JsonSchema>;
} {
  const implied = IMPLIED[member];
  const kind: DocumentKind = implied.kind;
  const renamed = JSON.stringify(documentJsonSchema(kind)).replaceAll('"#/$defs/', `"#/$defs/${kind}.`);
  const { $schema, $defs = {}, ...items }: JsonSchema = JSON.parse(renamed);
  for (const form of items.oneOf ?? [items]) {
    if (typeof form === 'boolean') continue;
    form.required = form.required?.filter((name) => !Object.hasOwn(implied, name)) ?? [];
    for (const [name, only] of Object.entries(implied))
      form.properties = { ...form.properties, [name]: { const: only } };
  }
  const named = Object.entries($defs).map(([name, definition]) => [`${kind}.${name}`, definition] as const);
  return { items, $defs: Object.fromEntries(named) as Record<string, JsonSchema> };
}
