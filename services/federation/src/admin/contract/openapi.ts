import { STATUS_CODES } from 'node:http';
import { ADMIN_SCOPES } from '@cambio/policy';
import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import { type Answer, JSON_LINES, type Operation, takesBody, takesKey } from './operation.ts';
import { OPERATIONS } from './operations.ts';
import { PROBLEMS, type ProblemReason, problemSchema } from './problems.ts';

/** The OpenAPI 3.1 document of the admin API of a gateway with this issuer URL. */
export function openApiDocument(issuer: string): object {
  return createDocument(
    {
      openapi: '3.1.1',
      info: { title: 'Cambio admin API', version: '1', description: DESCRIPTION },
      servers: [{ url: '{issuer}/admin/v1', variables: { issuer: { default: issuer } } }],
      paths: pathsOf(Object.entries(OPERATIONS)),
      components: { securitySchemes: SCHEMES },
    },
    { override: plainly, allowEmptySchema: { union: true, lazy: true } },
  );
}

const DESCRIPTION = `A protected resource of the gateway: its tokens are got by token exchange for the audience \`admin\`, where a mapping
grants them. Each operation needs the scopes it names, of these: ${Object.keys(ADMIN_SCOPES).join(', ')}.`;

const SCHEMES = {
  bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'at+jwt' },
  dpop: { type: 'http', scheme: 'dpop', description: 'A token bound to a key, with a proof (RFC 9449).' },
} as const;

const IF_MATCH = z
  .string()
  .optional()
  .meta({ description: 'The `ETag` of what the change was made from: `"r12"`. Needed but for a dry run.' });

const IDEMPOTENCY_KEY = z
  .string()
  .max(255)
  .optional()
  .meta({ description: 'The caller names the write: sent again within a day, it is answered and not done.' });

const LAST_EVENT = z.string().optional().meta({ description: 'The id of the last event that was seen.' });

function headersOf(operation: Operation) {
  const { changesTrust, answers } = operation;
  const header = {
    ...(changesTrust && { 'If-Match': IF_MATCH }),
    ...(takesKey(operation) && { 'Idempotency-Key': IDEMPOTENCY_KEY }),
    ...(answers[200]?.stream && { 'Last-Event-ID': LAST_EVENT }),
  };
  return Object.keys(header).length === 0 ? {} : { header: z.object(header) };
}

function pathsOf(operations: readonly (readonly [string, Operation])[]): ZodOpenApiPathsObject {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const [id, operation] of operations) {
    const path = paths[operation.at] ?? {};
    paths[operation.at] = path;
    path[operation.method.toLowerCase()] = describe(id, operation);
  }
  return paths;
}

function describe(id: string, operation: Operation): ZodOpenApiOperationObject {
  const { at, summary, description, scopes, path, query, body } = operation;
  return {
    operationId: id,
    tags: [at.split('/')[1] ?? ''],
    summary,
    ...(description !== undefined && { description }),
    security: Object.keys(SCHEMES).map((scheme) => ({ [scheme]: [...scopes] })),
    requestParams: {
      ...(isFilled(path) && { path }),
      ...(isFilled(inputOf(query)) && { query: inputOf(query) }),
      ...headersOf(operation),
    },
    ...(takesBody(operation) && {
      requestBody: { required: true, content: { 'application/json': { schema: body } } },
    }),
    responses: { ...answersOf(operation), ...refusalsOf(operation) },
  };
}

/** What is sent, of what is made of it. */
export function inputOf(schema: z.ZodType): z.ZodObject {
  const sent = schema instanceof z.ZodPipe ? schema.in : schema;
  return sent instanceof z.ZodObject ? sent : z.object({});
}

function isFilled(schema: z.ZodType): schema is z.ZodObject {
  return schema instanceof z.ZodObject && Object.keys(schema.shape).length > 0;
}

function answersOf({ answers }: Operation): ZodOpenApiResponsesObject {
  return Object.fromEntries(
    Object.entries(answers).map(([status, answer]: [string, Answer]) => [
      status,
      { description: answer.description, content: { [mediaTypeOf(answer)]: { schema: answer.schema } } },
    ]),
  );
}

function mediaTypeOf({ stream, lines }: Answer): string {
  if (stream) return 'text/event-stream';
  return lines ? JSON_LINES : 'application/json';
}

/** How any operation may refuse; who sends a body may go wrong in more ways. */
const ANY: readonly ProblemReason[] = [
  'query_invalid',
  'credentials_missing',
  'credentials_repeated',
  'token_refused',
  'proof_refused',
  'scope_missing',
  'too_many_requests',
  'unavailable',
];

const BODY: readonly ProblemReason[] = ['not_json', 'too_large', 'aborted', 'body_malformed', 'body_invalid'];

const WRITE: readonly ProblemReason[] = [
  'idempotency_key_invalid',
  'idempotency_key_reused',
  'request_running',
];

/** How an operation may refuse. */
export function problemsOf(operation: Operation): readonly ProblemReason[] {
  return [
    ...ANY,
    ...(takesBody(operation) ? BODY : []),
    ...(operation.method === 'GET' ? [] : WRITE),
    ...(isFilled(operation.path) ? (['no_such_resource'] as const) : []),
    ...operation.problems,
  ];
}

function refusalsOf(operation: Operation): ZodOpenApiResponsesObject {
  const byStatus = Map.groupBy(problemsOf(operation), (reason) => PROBLEMS[reason][0]);
  return Object.fromEntries(
    [...byStatus].map(([status, reasons]) => [
      String(status),
      {
        description: `${STATUS_CODES[status]}: ${reasons.map((reason) => `\`${reason}\``).join(', ')}.`,
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    ]),
  );
}

interface Written {
  readonly jsonSchema: z.core.JSONSchema.BaseSchema;
  readonly io: 'input' | 'output';
}

/** Answers may get more members: a client is to pass over what it does not know. Leaves out what says nothing. */
function plainly({ jsonSchema, io }: Written): void {
  if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  if (jsonSchema.type === 'object') delete jsonSchema.propertyNames;
  if (isAnyJson(jsonSchema)) delete jsonSchema.anyOf;
  delete jsonSchema.readOnly;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}

/** Text, number, boolean, null, list or object, each of such: that is no constraint, and types made of it would have no end. */
function isAnyJson({ anyOf }: Written['jsonSchema']): boolean {
  const types = anyOf?.map((each) => (typeof each === 'object' ? each.type : undefined)) ?? [];
  return ['string', 'number', 'boolean', 'null', 'array'].every((type) =>
    types.some((each) => each === type),
  );
}
