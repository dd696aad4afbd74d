import { z } from 'zod';
import { documentChange } from './changes.ts';
import { bare, type Operation } from './operation.ts';
import { cursor, limit, name, next, reason } from './parameters.ts';
import { revision } from './revision.ts';
import { CHANGE_PROBLEMS, changed, planned, trustFile } from './trust.ts';

const REVISION = z.strictObject({ revision: name });

export const revisionOperations = {
  listRevisions: {
    ...bare,
    method: 'GET',
    at: '/trust/revisions',
    summary: 'List the revisions, the newest first',
    scopes: ['trust:read'],
    query: z.strictObject({ limit: limit(50, 200), cursor: cursor.exactOptional() }),
    answers: {
      200: {
        description: 'Each with what it changed in effect.',
        schema: z.object({ revisions: z.array(revision).readonly(), next }),
      },
    },
  },
  readRevision: {
    ...bare,
    method: 'GET',
    at: '/trust/revisions/{revision}',
    summary: 'Read a revision with all its files',
    scopes: ['trust:read'],
    path: REVISION,
    answers: {
      200: {
        description: 'As they were written.',
        schema: z.object({ revision, files: z.array(trustFile).readonly() }),
      },
    },
    problems: ['no_such_revision'],
  },
  diffRevision: {
    ...bare,
    method: 'GET',
    at: '/trust/revisions/{revision}/diff',
    summary: 'Compare a revision with another one',
    scopes: ['trust:read'],
    path: REVISION,
    query: z.strictObject({
      against: name.exactOptional().meta({ description: 'The other one; the one before it.' }),
    }),
    answers: {
      200: {
        description:
          'The files that differ, and what the documents do otherwise where both can be read today.',
        schema: z.object({
          revision: z.string(),
          against: z.string().exactOptional().meta({ description: 'Absent: there was none before.' }),
          files: z
            .array(
              z.object({
                path: z.string(),
                before: z.string().exactOptional().meta({ description: 'Absent: it was not there.' }),
                after: z.string().exactOptional().meta({ description: 'Absent: it is no longer there.' }),
              }),
            )
            .readonly(),
          documents: z.array(documentChange).readonly().exactOptional(),
        }),
      },
    },
    problems: ['no_such_revision'],
  },
  restoreRevision: {
    ...bare,
    method: 'POST',
    at: '/trust/revisions/{revision}/restore',
    summary: 'Make the files of a revision the newest again',
    scopes: ['trust:write'],
    path: REVISION,
    query: z.strictObject(planned),
    body: z.strictObject({ reason }),
    answers: changed,
    problems: [...CHANGE_PROBLEMS, 'no_such_revision'],
    changesTrust: true,
  },
} as const satisfies Readonly<Record<string, Operation>>;
