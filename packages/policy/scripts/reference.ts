import { z } from 'zod';
import { type DocumentKind, documentJsonSchema } from '../src/index.ts';

/** As much of JSON Schema as the documents' schemas use. */
interface Schema {
  readonly type?: string | undefined;
  readonly const?: unknown;
  readonly enum?: readonly unknown[] | undefined;
  readonly default?: unknown;
  readonly description?: string | undefined;
  readonly properties?: Readonly<Record<string, Schema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: Schema | undefined;
  readonly additionalProperties?: Schema | boolean | undefined;
  readonly oneOf?: readonly Schema[] | undefined;
  readonly anyOf?: readonly Schema[] | undefined;
  readonly $ref?: string | undefined;
  readonly pattern?: string | undefined;
}

const schemaSchema: z.ZodType<Schema> = z.lazy(() =>
  z.looseObject({
    type: z.string().optional(),
    enum: z.array(z.unknown()).optional(),
    description: z.string().optional(),
    properties: z.record(z.string(), schemaSchema).optional(),
    required: z.array(z.string()).optional(),
    items: schemaSchema.optional(),
    additionalProperties: z.union([z.boolean(), schemaSchema]).optional(),
    oneOf: z.array(schemaSchema).optional(),
    anyOf: z.array(schemaSchema).optional(),
    $ref: z.string().optional(),
    pattern: z.string().optional(),
  }),
);

const PURPOSE: Readonly<Record<DocumentKind, string>> = {
  Issuer: 'Whose identity tokens are believed.',
  Target: 'What tokens are for.',
  Mapping: "Who may get a target's scopes, or may not.",
};

/** The page on which an author of trust documents looks a member up. */
export function trustReference(): string {
  const kinds: readonly DocumentKind[] = ['Issuer', 'Target', 'Mapping'];
  return [...HEAD, ...kinds.flatMap(section)].join('\n');
}

const HEAD = [
  '# Trust documents',
  '',
  '<!-- Generated from packages/policy/src/document. -->',
  '',
  'Every member of every document. What matchers, conditions, templates and delegation mean is told in',
  '[the language](../guides/admins/language.md). An unknown member is an error that names the nearest known one.',
  '',
];

function section(kind: DocumentKind): readonly string[] {
  const schema = schemaSchema.parse(documentJsonSchema(kind));
  return [
    `## ${kind}`,
    '',
    PURPOSE[kind],
    '',
    '| member | | default | |',
    '|---|---|---|---|',
    ...rowsOf(merged(schema), ''),
    '',
  ];
}

/** The forms of a document as one: a member is required where every form requires it. */
function merged(schema: Schema): Schema {
  const forms = schema.oneOf ?? [schema];
  const names = new Set(forms.flatMap(({ properties }) => Object.keys(properties ?? {})));
  return {
    properties: Object.fromEntries([...names].map((name) => [name, memberOf(forms, name)])),
    required: [...names].filter((name) => forms.every(({ required }) => required?.includes(name))),
  };
}

/** A member as its forms have it; what tells the forms apart has all their values. */
function memberOf(forms: readonly Schema[], name: string): Schema {
  const [first = {}, ...others] = forms.flatMap(({ properties }) => properties?.[name] ?? []);
  const values = [first, ...others].flatMap((member) => (member.const === undefined ? [] : [member.const]));
  const { const: _, ...rest } = first;
  return new Set(values).size > 1 ? { ...rest, enum: values } : first;
}

function rowsOf({ properties = {}, required = [] }: Schema, path: string): readonly string[] {
  return Object.entries(properties).flatMap(([name, member]) => {
    const at = path === '' ? name : `${path}.${name}`;
    if (at === 'kind') return [];
    const byDefault = member.default === undefined ? '' : code(JSON.stringify(member.default));
    const value = required.includes(name) && byDefault === '' ? 'required' : byDefault;
    return [row(at, typeOf(member), value, member.description ?? ''), ...rowsBelow(member, at)];
  });
}

function rowsBelow(member: Schema, at: string): readonly string[] {
  if (member.properties !== undefined) return rowsOf(member, at);
  if (member.items?.properties !== undefined) return rowsOf(member.items, `${at}[]`);
  return [];
}

function row(...cells: readonly string[]): string {
  const [name = '', ...rest] = cells.map((cell) => cell.replaceAll('|', '\\|'));
  return `| ${[code(name), ...rest].join(' | ')} |`;
}

function typeOf(schema: Schema): string {
  const forms = schema.anyOf ?? schema.oneOf;
  if (forms !== undefined) return [...new Set(forms.map(typeOf))].join(', or ');
  if (schema.$ref !== undefined) return (schema.$ref.split('/').at(-1) ?? '').toLowerCase();
  if (schema.const !== undefined) return code(String(schema.const));
  if (schema.enum !== undefined) return schema.enum.map((value) => code(String(value))).join(', ');
  if (schema.type === 'array')
    return `list of ${schema.items === undefined ? 'anything' : typeOf(schema.items)}`;
  if (schema.type === 'object' && typeof schema.additionalProperties === 'object') {
    return `names to ${typeOf(schema.additionalProperties)}`;
  }
  return schema.type ?? 'anything';
}

function code(text: string): string {
  return `\`${text}\``;
}
