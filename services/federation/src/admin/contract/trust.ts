import { z } from 'zod';
import { diagnostic, documentChange, kind, replay } from './changes.ts';
import { bare, type Operation } from './operation.ts';
import { flag, name, reason, wholeNumber } from './parameters.ts';
import { proposal, revision } from './revision.ts';

export const trustFile = z.object({ path: z.string(), text: z.string() }).meta({ id: 'TrustFile' });

const DOCUMENT = z.strictObject({ kind, id: name });

/** Below no folder but that of the documents, whoever writes them to a disk. */
const path = z
  .string()
  .max(500)
  .regex(/^(?!\.)[\w.-]+(\/(?!\.)[\w.-]+)*\.(ya?ml|json)$/)
  .meta({ description: 'Relative, as `mappings/shop.yaml`. Folders and files do not start with a dot.' });

const files = z
  .array(z.strictObject({ path, text: z.string().max(4 * 1024 * 1024) }))
  .max(10_000)
  .refine((list) => new Set(list.map(({ path }) => path)).size === list.length)
  .readonly()
  .meta({ description: 'All files there shall be, each path once.' });

/** How a change is looked at before it is made. */
export const planned = {
  dryRun: flag.meta({ description: 'Change nothing, and say what would change.' }),
  days: wholeNumber(30, 365).meta({
    description: 'With `dryRun`: how far back recorded decisions are made again.',
  }),
  limit: wholeNumber(1000, 10_000).meta({
    description: 'With `dryRun`: how many of them at the most, the newest first.',
  }),
};

/** What came of a change. */
export const changed = {
  200: {
    description: 'Made, and in force; or there was nothing to change; or, with `dryRun`, what would change.',
    schema: z
      .discriminatedUnion('outcome', [
        z.object({ outcome: z.literal('applied'), revision, diagnostics: z.array(diagnostic).readonly() }),
        z.object({ outcome: z.literal('unchanged'), revision: z.string() }),
        z.object({
          outcome: z.literal('planned'),
          base: z.string().meta({ description: 'The revision it was compared with.' }),
          documents: z.array(documentChange).readonly(),
          diagnostics: z
            .array(diagnostic)
            .readonly()
            .meta({ description: 'What lint says of the new documents and not of those before.' }),
          record: replay.exactOptional(),
        }),
      ])
      .meta({ id: 'TrustChange' }),
  },
  202: {
    description: 'Where changes need the approval of another admin: it waits for that.',
    schema: z.object({
      outcome: z.literal('proposed'),
      proposal,
      diagnostics: z.array(diagnostic).readonly(),
    }),
  },
} as const;

/** What a change would do, as a gateway says it. */
export type PlannedChange = Extract<
  z.output<(typeof changed)[200]['schema']>,
  { readonly outcome: 'planned' }
>;

/** How any change may be refused. */
export const CHANGE_PROBLEMS = [
  'trust_read_only',
  'revision_required',
  'revision_stale',
  'documents_invalid',
] as const;

export const trustOperations = {
  readTrust: {
    ...bare,
    method: 'GET',
    at: '/trust',
    summary: 'Read the files in force as they were written',
    scopes: ['trust:read'],
    answers: {
      200: {
        description: 'All files. Its `ETag` is the revision, which a change is made from.',
        schema: z.object({
          revision: z.string(),
          files: z.array(trustFile).readonly(),
          configured: z
            .array(z.record(z.string(), z.unknown()))
            .readonly()
            .meta({ description: "Documents of the gateway's settings: in force beside the files." }),
        }),
      },
    },
  },
  replaceTrust: {
    ...bare,
    method: 'PUT',
    at: '/trust',
    summary: 'Replace all files',
    scopes: ['trust:write'],
    query: z.strictObject(planned),
    body: z.strictObject({ files, reason }),
    answers: changed,
    problems: CHANGE_PROBLEMS,
    changesTrust: true,
  },
  listDocuments: {
    ...bare,
    method: 'GET',
    at: '/trust/documents',
    summary: 'List the documents in force, as JSON',
    scopes: ['trust:read'],
    query: z.strictObject({ kind: kind.exactOptional() }),
    answers: {
      200: {
        description: "In the order of their files; those of the gateway's settings come first.",
        schema: z.object({
          revision: z.string(),
          documents: z
            .array(
              z.object({
                kind,
                id: z.string(),
                path: z.string(),
                document: z.record(z.string(), z.unknown()).meta({ description: 'As it was written.' }),
                configured: z
                  .literal(true)
                  .exactOptional()
                  .meta({ description: "It stands in the gateway's settings, and is changed there alone." }),
              }),
            )
            .readonly(),
        }),
      },
    },
  },
  readDocument: {
    ...bare,
    method: 'GET',
    at: '/trust/documents/{kind}/{id}',
    summary: 'Read one document as it was written',
    scopes: ['trust:read'],
    path: DOCUMENT,
    answers: {
      200: {
        description: 'Its text, with comments. Its `ETag` is the revision of all documents.',
        schema: z.object({ revision: z.string(), kind, id: z.string(), path: z.string(), text: z.string() }),
      },
    },
    problems: ['no_such_document'],
  },
  putDocument: {
    ...bare,
    method: 'PUT',
    at: '/trust/documents/{kind}/{id}',
    summary: 'Put one document in the place of the one of its name, or beside the others',
    description: 'What is around it in its file stays as it is; a new one gets a file of its own.',
    scopes: ['trust:write'],
    path: DOCUMENT,
    query: z.strictObject(planned),
    body: z.strictObject({
      text: z
        .string()
        .max(1_000_000)
        .meta({ description: 'One document, as YAML or JSON, of this kind and id.' }),
      reason,
    }),
    answers: changed,
    problems: [...CHANGE_PROBLEMS, 'document_mismatch', 'document_configured'],
    changesTrust: true,
  },
  deleteDocument: {
    ...bare,
    method: 'DELETE',
    at: '/trust/documents/{kind}/{id}',
    summary: 'Remove one document',
    scopes: ['trust:write'],
    path: DOCUMENT,
    query: z.strictObject({ ...planned, reason }),
    answers: changed,
    problems: [...CHANGE_PROBLEMS, 'no_such_document', 'document_configured'],
    changesTrust: true,
  },
} as const satisfies Readonly<Record<string, Operation>>;
