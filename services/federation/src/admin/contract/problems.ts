import { z } from 'zod';
import { diagnostic } from './changes.ts';

/** Every way in which the admin API refuses: the status, and a text for people. Nothing that was sent is in it. */
export const PROBLEMS = {
  credentials_missing: [401, 'An access token for the admin API is required.'],
  credentials_repeated: [400, 'One access token is taken, in one Authorization header.'],
  token_refused: [401, 'The access token was not accepted.'],
  proof_refused: [401, 'The proof that goes with the access token was not accepted.'],
  scope_missing: [403, 'The access token does not have the scope this operation needs.'],
  too_many_requests: [429, 'Too many requests.'],
  no_such_resource: [404, 'There is nothing at this path.'],
  method_not_allowed: [405, 'The resource does not take this method.'],
  no_such_decision: [404, 'No decision has this id.'],
  nothing_sealed: [
    404,
    'No checkpoint has been made yet: the trail is sealed every minute (audit.sealEvery).',
  ],
  no_such_key: [404, 'No key has this id.'],
  algorithm_not_configured: [400, 'The gateway has no keys of this algorithm.'],
  published_too_late: [
    409,
    'The next key has not been published long enough for every verifier to know it: see its readyAt.',
  ],
  keys_changed: [409, 'The keys changed in the same moment: see what they are now.'],
  no_such_workload: [404, 'No such workload has been seen.'],
  too_many_streams: [429, 'This process serves as many streams as it can.'],
  idempotency_key_invalid: [400, 'The Idempotency-Key is empty, too long, or not plain ASCII.'],
  idempotency_key_reused: [422, 'The Idempotency-Key was used for another request.'],
  request_running: [409, 'The same request is being done: ask again.'],
  no_such_issuer: [404, 'The documents in force declare no such issuer, or several have the URL.'],
  no_such_mapping: [404, 'No mapping in force has this id.'],
  no_such_document: [404, 'No document in force has this kind and id.'],
  no_such_revision: [404, 'There is no such revision.'],
  no_such_proposal: [404, 'There is no such proposal.'],
  trust_read_only: [409, 'The trust documents come from a directory (trust.source): they are changed there.'],
  revision_required: [428, 'Say in If-Match which revision the change was made from.'],
  revision_stale: [412, 'The trust has changed since the revision in If-Match: read it again.'],
  documents_invalid: [422, 'The documents have errors, or their tests fail: see diagnostics.'],
  document_configured: [
    409,
    "The document is written in the gateway's settings (admin.issuers, admin.mappings): it is changed there.",
  ],
  document_mismatch: [422, 'The text is not one document of this kind and id.'],
  proposal_own: [403, 'A change is approved by another admin than who proposed it.'],
  proposal_closed: [409, 'The proposal has been settled.'],
  proposal_stale: [409, 'The trust has changed since it was proposed: propose it again.'],
  query_invalid: [400, 'A query parameter is unknown, repeated, or not what it should be.'],
  not_json: [415, 'The body must be application/json.'],
  too_large: [413, 'The body is too large.'],
  aborted: [400, 'The body did not arrive whole.'],
  body_malformed: [400, 'The body is no JSON, or has a member twice.'],
  body_invalid: [400, 'The body is not what this operation takes.'],
  time_in_future: [400, 'Only what has been issued can be revoked: the time is in the future.'],
  unavailable: [503, 'The gateway cannot tell right now.'],
} as const satisfies Readonly<Record<string, readonly [status: number, detail: string]>>;

export type ProblemReason = keyof typeof PROBLEMS;

/** RFC 9457 §3.1.1. Names the problem; there is nothing to be fetched. */
export function problemType(reason: ProblemReason): string {
  return `urn:cambio:problem:${reason}`;
}

const REASONS = Object.keys(PROBLEMS) as [ProblemReason, ...ProblemReason[]];

export const problemSchema = z
  .object({
    type: z.string().meta({ description: '`urn:cambio:problem:` and the reason.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'For people. Nothing that was sent is in it.' }),
    reason: z.enum(REASONS).meta({ description: 'A stable code.' }),
    members: z
      .array(z.string())
      .readonly()
      .exactOptional()
      .meta({ description: 'What of the request something is wrong with.' }),
    diagnostics: z
      .array(diagnostic)
      .readonly()
      .exactOptional()
      .meta({ description: 'Of `documents_invalid`: what is wrong with the documents, and where.' }),
  })
  .meta({ id: 'Problem', description: 'Why the request was not done (RFC 9457).' });
