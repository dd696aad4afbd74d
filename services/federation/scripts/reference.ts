import { z } from 'zod';
import { inputOf, problemsOf } from '../src/admin/contract/openapi.ts';
import type { Operation } from '../src/admin/contract/operation.ts';
import { OPERATIONS } from '../src/admin/contract/operations.ts';
import { PROBLEMS } from '../src/admin/contract/problems.ts';

/** The page an admin looks an operation up in. */
export function adminReference(): string {
  const operations: readonly (readonly [string, Operation])[] = Object.entries(OPERATIONS);
  return [
    ...HEAD,
    '| | | scope |',
    '|---|---|---|',
    ...operations.map(
      ([id, { method, at, summary, scopes }]) =>
        `| [\`${method} ${at}\`](#${id.toLowerCase()}) | ${summary} | ${named(scopes)} |`,
    ),
    '',
    ...operations.flatMap(([id, operation]) => section(id, operation)),
    '## Problems',
    '',
    'Refusals are problem details (RFC 9457); their `type` is `urn:cambio:problem:` and the `reason`.',
    '',
    '| reason | status | |',
    '|---|---|---|',
    ...Object.entries(PROBLEMS).map(
      ([reason, [status, detail]]) => `| \`${reason}\` | ${status} | ${detail} |`,
    ),
    '',
  ].join('\n');
}

const HEAD = [
  '# Admin API',
  '',
  '<!-- Generated from services/federation/src/admin/contract. -->',
  '',
  'Below `<issuer>/admin/v1`. The gateway serves the same as OpenAPI 3.1 at `/admin/v1/openapi.json`; the copy in',
  '`config/schema/openapi.json` has every schema in full. `docs/guides/operators/admin-api.md` says how it is used.',
  '',
];

function section(id: string, operation: Operation): readonly string[] {
  const { method, at, summary, description, scopes, answers } = operation;
  return [
    `## ${id}`,
    '',
    `\`${method} ${at}\`, with ${named(scopes)}. ${summary}.${description === undefined ? '' : ` ${description}`}`,
    '',
    ...parameters(operation),
    ...Object.entries(answers).map(([status, answer]) => `- \`${status}\` ${answer.description}`),
    `- refused: ${problemsOf(operation)
      .map((reason) => `\`${reason}\``)
      .join(', ')}`,
    '',
  ];
}

function named(scopes: Operation['scopes']): string {
  return scopes.map((scope) => `\`${scope}\``).join(' and ');
}

function parameters({ path, query, body }: Operation): readonly string[] {
  const rows = [
    ...rowsOf('path', path),
    ...rowsOf('query', inputOf(query)),
    ...rowsOf('body', inputOf(body)),
  ];
  return rows.length === 0 ? [] : ['| | | |', '|---|---|---|', ...rows, ''];
}

function rowsOf(where: string, schema: unknown): readonly string[] {
  if (!(schema instanceof z.ZodObject)) return [];
  const shape: Readonly<Record<string, z.ZodType>> = schema.shape;
  return Object.entries(shape).map(([name, member]) => {
    const optional = member.safeParse(undefined).success || member instanceof z.ZodExactOptional;
    return `| \`${name}\` | ${where}${optional ? '' : ', required'} | ${member.description ?? ''} |`;
  });
}
