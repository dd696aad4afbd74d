import { z } from 'zod';
import { bare, type Operation } from './operation.ts';
import { cursor, limit, name, next, reason } from './parameters.ts';
import { proposal, revision } from './revision.ts';
import { trustFile } from './trust.ts';

const PROPOSAL = z.strictObject({ id: name });

export const proposalOperations = {
  listProposals: {
    ...bare,
    method: 'GET',
    at: '/trust/proposals',
    summary: 'List the proposed changes, the newest first',
    scopes: ['trust:read'],
    query: z.strictObject({
      state: z.enum(['open', 'approved', 'rejected', 'withdrawn']).exactOptional(),
      limit: limit(50, 200),
      cursor: cursor.exactOptional(),
    }),
    answers: {
      200: {
        description: 'Those that wait and those that were settled.',
        schema: z.object({ proposals: z.array(proposal).readonly(), next }),
      },
    },
  },
  readProposal: {
    ...bare,
    method: 'GET',
    at: '/trust/proposals/{id}',
    summary: 'Read a proposed change with all its files',
    scopes: ['trust:read'],
    path: PROPOSAL,
    answers: {
      200: {
        description: 'The files there shall be.',
        schema: z.object({ proposal, files: z.array(trustFile).readonly() }),
      },
    },
    problems: ['no_such_proposal'],
  },
  approveProposal: {
    ...bare,
    method: 'POST',
    at: '/trust/proposals/{id}/approve',
    summary: "Approve another admin's change, and put it in force",
    scopes: ['trust:write'],
    path: PROPOSAL,
    body: z.strictObject({ reason }),
    answers: {
      200: { description: 'Made, and in force.', schema: z.object({ revision }) },
    },
    problems: [
      'no_such_proposal',
      'proposal_own',
      'proposal_closed',
      'proposal_stale',
      'documents_invalid',
      'trust_read_only',
    ],
  },
  rejectProposal: {
    ...bare,
    method: 'POST',
    at: '/trust/proposals/{id}/reject',
    summary: 'Reject a change, or withdraw one of your own',
    scopes: ['trust:write'],
    path: PROPOSAL,
    body: z.strictObject({ reason }),
    answers: {
      200: {
        description: 'It will never be made.',
        schema: z.object({ state: z.enum(['rejected', 'withdrawn']) }),
      },
    },
    problems: ['no_such_proposal', 'proposal_closed'],
  },
} as const satisfies Readonly<Record<string, Operation>>;
