import { z } from 'zod';
import { bare, type Operation } from './operation.ts';
import { cursor, limit, moment, name, next, wholeNumber } from './parameters.ts';

const MAPPING = z.strictObject({ id: name });

const user = z
  .object({
    issuer: z.string().meta({ description: "The issuer's id." }),
    workload: z.string().meta({ description: 'Its key.' }),
    name: z.string().meta({ description: 'As it was called last: for people.' }),
    target: z.string(),
    firstSeen: moment,
    lastSeen: moment,
    count: z.int().meta({ description: 'Exchanges that the mapping allowed.' }),
  })
  .meta({ id: 'MappingUser', description: 'A workload that a mapping granted something.' });

const member = z
  .string()
  .meta({ description: 'What it is about: `grant.scopes`; empty for the whole document.' });

const narrower = z
  .object({
    member,
    text: z.string().meta({ description: 'What is no longer so, for people.' }),
    because: z.string().meta({ description: 'What in the record says that nobody needs it.' }),
  })
  .meta({ id: 'Narrower', description: 'A change that makes a mapping narrower.' });

export const mappingOperations = {
  listMappingUsers: {
    ...bare,
    method: 'GET',
    at: '/trust/mappings/{id}/users',
    summary: 'List the workloads that a mapping granted something, in the order of issuers and keys',
    description:
      'Counted from the audit trail, some seconds after the fact, for as long as workloads are kept; also of a mapping that is gone.',
    scopes: ['decisions:read'],
    path: MAPPING,
    query: z.strictObject({ limit: limit(50, 200), cursor: cursor.exactOptional() }),
    answers: {
      200: {
        description: 'Each with what it used the mapping for.',
        schema: z.object({ users: z.array(user).readonly(), next }),
      },
    },
  },
  suggestNarrower: {
    ...bare,
    method: 'GET',
    at: '/trust/mappings/{id}/suggestion',
    summary: 'Suggest a narrower mapping from what was really used',
    description:
      'Scopes that nobody asked for go, the lifetime comes down to what was needed, claims are held to the few values they had, and ' +
      'proofs and actors that always were there are demanded. Each change was tried: the document loads, its tests hold, and every ' +
      'recorded request is granted what it was granted. To make it, put `text` in the place of the document, with `revision` in `If-Match`.',
    scopes: ['trust:read', 'decisions:read'],
    path: MAPPING,
    query: z.strictObject({
      days: wholeNumber(90, 365).meta({ description: 'How far back recorded decisions are looked at.' }),
      limit: wholeNumber(1000, 5000).meta({ description: 'How many of them at the most, the newest first.' }),
    }),
    answers: {
      200: {
        description:
          'The document that is suggested, where there is anything to change. Its `ETag` is the revision.',
        schema: z.object({
          revision: z.string(),
          path: z.string().meta({ description: 'The file of the document.' }),
          before: z.string().meta({ description: 'The document as it is.' }),
          text: z
            .string()
            .exactOptional()
            .meta({ description: 'As it would be; absent where there is nothing to change.' }),
          changes: z.array(narrower).readonly(),
          left: z
            .array(z.object({ member, because: z.string() }))
            .readonly()
            .meta({ description: 'What stays as wide as it is, although less would be safer, and why.' }),
          record: z.object({
            days: z.int(),
            uses: z.int().meta({ description: 'Recorded requests that it was concluded from.' }),
            truncated: z.boolean().meta({ description: 'Whether older ones of these days were left out.' }),
          }),
        }),
      },
    },
    problems: ['no_such_mapping', 'document_configured'],
  },
} as const satisfies Readonly<Record<string, Operation>>;
