import { z } from 'zod';
import { statementSchema } from '../src/chain/statement.ts';
import { decisionSchema } from '../src/decision-body.ts';
import { entrySchema } from '../src/trail-file/entry.ts';

/** The page for whoever reads records, or verifies them with a program of his own. */
export function recordsReference(): string {
  const entries = entrySchema.options.map((entry) => {
    const [kind] = [...entry.shape.kind.values];
    return `### \`${kind}\`\n\n${membersOf(entry)}`;
  });
  return [
    HEAD,
    ...entries,
    HASHES,
    '## A checkpoint\n',
    CHECKPOINT,
    membersOf(statementSchema),
    '## A decision\n',
    DECISION,
    membersOf(decisionSchema),
    CLOUDEVENTS,
  ].join('\n');
}

type Schema = z.core.JSONSchema.JSONSchema;

function membersOf(schema: z.ZodType): string {
  const root = z.toJSONSchema(schema, { unrepresentable: 'any' });
  const rows = rowsOf(root, '', root).map(
    ({ path, type, always, says }) => `| \`${path}\` | ${type} | ${always ? 'always' : ''} | ${says} |`,
  );
  return `${['| member | type | | |', '|---|---|---|---|', ...new Set(rows)].join('\n')}\n`;
}

interface Row {
  readonly path: string;
  readonly type: string;
  readonly always: boolean;
  readonly says: string;
}

function rowsOf(schema: Schema, path: string, root: Schema): readonly Row[] {
  const alternatives = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].filter(isSchema);
  if (alternatives.length > 0) return alternatives.flatMap((each) => rowsOf(each, path, root));
  if (schema.type === 'array' && isSchema(schema.items)) return rowsOf(schema.items, `${path}[]`, root);
  return Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    if (!isSchema(member)) return [];
    const at = path === '' ? name : `${path}.${name}`;
    const always = schema.required?.includes(name) ?? false;
    const row = { path: at, type: typeOf(member), always, says: member.description ?? '' };
    return [row, ...rowsOf(member, at, root)];
  });
}

function typeOf({ type, const: one, enum: several, $ref, anyOf, oneOf, items }: Schema): string {
  if (one !== undefined) return `\`${JSON.stringify(one)}\``;
  if (several !== undefined) return several.map((each) => `\`${JSON.stringify(each)}\``).join(', ');
  if ($ref !== undefined) return $ref.split('/').at(-1) ?? '';
  if (anyOf !== undefined || oneOf !== undefined) return 'one of several objects';
  if (type === 'array' && isSchema(items)) return `list of ${typeOf(items)}`;
  return typeof type === 'string' ? type : 'object';
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const HEAD = `# Audit records

<!-- Generated from the schemas in packages/ledger/src. -->

What \`cambio audit export\` prints, and what sinks get: the published format of the audit trail. How the trail is run is in
[operate/audit.md](../operate/audit.md).

A trail is a text of lines (JSON Lines, UTF-8, each line ended by U+000A). Each line is one JSON object in its canonical form
([RFC 8785](https://www.rfc-editor.org/rfc/rfc8785): no white space, members sorted by name): an object that is written in any other way is not what the
gateway wrote. One difference to the RFC: half a surrogate pair, which a claim may hold, is written as its escape and not refused.

## Lines

In this order: the header; then for each checkpoint, from the oldest to the last, the records it is the first to cover, chain by chain in the order
of the chains' names, and the checkpoint. The header holds the last checkpoint: what has to come.
`;

const HASHES = `## Hashes

A chain is what one process writes; after its end another process goes on with it. Records are numbered from 1 without gaps. The hash of
a record is SHA-256, in small hexadecimal digits, over the canonical JSON of

\`\`\`json
{"chain": "…", "previous": "the hash before", "record": {}, "seq": 1}
\`\`\`

\`previous\` of the first record is SHA-256 over the canonical JSON of \`{"chain": "…"}\`.
`;

const CHECKPOINT = `A compact JWS (RFC 7515) of a key in the gateway's \`/jwks\`, with \`typ\` \`cambio-checkpoint+jwt\`. The hash of a checkpoint is SHA-256 over this text. Of
a trail, the last checkpoint's signature is enough: it names where each chain begins and ends, and each checkpoint names the one before.
`;

const DECISION = `Members are added in later versions; a reader ignores what it does not know, and a verifier hashes it. Codes (\`reason\`, \`kind\`) grow.
Of tokens there is nothing but SHA-256 digests, and, of the one that was issued, its \`jti\`. Which claims are recorded is set by \`audit.claims\`.
`;

const CLOUDEVENTS = `## CloudEvents

With \`--format cloudevents\`, and to webhooks, each line is the \`data\` of a [CloudEvent 1.0](https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md):
\`source\` is the issuer URL, \`type\` \`io.cambio.trail.v1\`, \`io.cambio.decision.v1\` or \`io.cambio.checkpoint.v1\`, \`id\` of a decision its \`hash\`, \`time\` the decision's.
An event that comes twice has the same \`source\` and \`id\`; no other has them, whatever backup the store was restored from.
`;
