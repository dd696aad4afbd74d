import type { Ledger } from '@cambio/ledger';
import type { RateLimit } from '@cambio/marks';
import { ok, type Result } from '@cambio/oauth';
import { adminAudience } from '@cambio/policy';
import type { Context, Middleware } from 'koa';
import { type Admission, type Admit, createAdmit } from './admit.ts';
import { type AuditParts, auditHandlers } from './audit.ts';
import { openApiDocument } from './contract/openapi.ts';
import { takesBody } from './contract/operation.ts';
import type { OperationId } from './contract/operations.ts';
import { type DecisionParts, decisionHandlers } from './decisions.ts';
import { type ExplainParts, explainHandlers } from './explain.ts';
import { type DoOnce, doingOnce } from './idempotency.ts';
import { type IssuerParts, issuerHandlers } from './issuers.ts';
import { type KeyParts, keyHandlers } from './keys.ts';
import { type MappingParts, mappingHandlers } from './mappings.ts';
import type { BodyReply, Implementation, Reply } from './operation.ts';
import { answerProblem, type Refusal } from './problem.ts';
import { conditionsOf, keyOf, readJson, readQuery } from './read-request.ts';
import { resourceMetadataUrl } from './resource-metadata.ts';
import { type RevocationParts, revocationHandlers } from './revocations.ts';
import { createRouter } from './router.ts';
import { sendEvents } from './send-events.ts';
import { sendLines } from './send-lines.ts';
import { type StatusParts, statusHandlers } from './status.ts';
import { type Throttle, throttleAdmins } from './throttle.ts';
import { type TokenParts, tokenHandlers } from './tokens.ts';
import { type TrustParts, trustHandlers } from './trust/handlers.ts';
import { type WorkloadParts, workloadHandlers } from './workloads.ts';

/** All that the operations need. */
export type AdminParts = Pick<Admission, 'authenticate' | 'introspect' | 'identify' | 'proofAlgorithms'> &
  StatusParts &
  TrustParts &
  ExplainParts &
  DecisionParts &
  AuditParts &
  TokenParts &
  RevocationParts &
  IssuerParts &
  KeyParts &
  WorkloadParts &
  MappingParts & {
    readonly requests: Ledger['requests'];
    /** Bytes. */
    readonly bodyLimit: number;
    /** Of each admin, by the minute. */
    readonly rate: RateLimit;
  };

/** Bytes: all documents in one request. */
const TRUST_LIMIT = 16 * 1024 * 1024;

/** Below the issuer URL. */
const ROOT = '/admin/v1/';

/** What the API is, for everybody to read: it is the same on every gateway. */
const DOCUMENT = 'openapi.json';

/**
 * The admin API. Finds the operation, admits the caller for its scopes, and only then looks at what was sent. Nobody
 * keeps its answers.
 */
export function adminApi(parts: AdminParts): Middleware {
  const root = new URL(parts.issuer).pathname.replace(/\/$/, '') + ROOT;
  const find = createRouter(Object.values(handlersOf(parts)));
  let document: ReturnType<typeof openApiDocument> | undefined;
  const gates = {
    admit: admitting(parts),
    throttle: throttleAdmins(parts.rate),
    once: doingOnce(parts.requests),
    bodyLimit: parts.bodyLimit,
  };
  return async (ctx, next) => {
    if (!ctx.path.startsWith(root)) return next();
    ctx.set('Cache-Control', 'no-store');
    const path = ctx.path.slice(root.length);
    if (path === DOCUMENT && (ctx.method === 'GET' || ctx.method === 'HEAD')) {
      document ??= openApiDocument(parts.issuer);
      ctx.body = document;
      return;
    }
    const resource = find(path);
    if (resource === undefined) return answerProblem(ctx, { reason: 'no_such_resource' });
    const implementation = resource.methods.get(ctx.method === 'HEAD' ? 'GET' : ctx.method);
    if (implementation === undefined) {
      ctx.set('Allow', [...resource.methods.keys()].join(', '));
      return answerProblem(ctx, { reason: 'method_not_allowed' });
    }
    await serve(ctx, { path, parameters: resource.parameters, implementation }, gates);
  };
}

function handlersOf(parts: AdminParts): Readonly<Record<OperationId, Implementation>> {
  return {
    ...statusHandlers(parts),
    ...trustHandlers(parts),
    ...explainHandlers(parts),
    ...decisionHandlers(parts),
    ...auditHandlers(parts),
    ...tokenHandlers(parts),
    ...workloadHandlers(parts),
    ...mappingHandlers(parts),
    ...revocationHandlers(parts),
    ...issuerHandlers(parts),
    ...keyHandlers(parts),
  };
}

function admitting(parts: AdminParts): Admit {
  const { issuer } = parts;
  return createAdmit({ ...parts, audience: adminAudience(issuer), metadataUrl: resourceMetadataUrl(issuer) });
}

interface Gates {
  readonly admit: Admit;
  readonly throttle: Throttle;
  readonly once: DoOnce;
  readonly bodyLimit: number;
}

interface Request {
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly implementation: Implementation;
}

async function serve(
  ctx: Context,
  { path, parameters, implementation }: Request,
  { admit, throttle, once, bodyLimit }: Gates,
): Promise<void> {
  const { operation } = implementation;
  const admin = await admit(ctx, ROOT + path, operation.scopes);
  if (admin === undefined) return;
  if (!(await throttle(ctx, admin))) return answerProblem(ctx, { reason: 'too_many_requests' });
  const query = readQuery(ctx);
  if (!query.ok) return answerProblem(ctx, query.error);
  const limit = operation.changesTrust ? TRUST_LIMIT : bodyLimit;
  const call = { admin, path: parameters, query: query.value, gone: goneOf(ctx), ...conditionsOf(ctx) };
  const key = keyOf(ctx, operation);
  if (key === undefined) {
    return send(ctx, await implementation.call({ ...call, readBody: () => readJson(ctx, limit) }));
  }
  const body = takesBody(operation) ? await readJson(ctx, limit) : ok(undefined);
  if (!body.ok) return answerProblem(ctx, body.error);
  const { expected } = call;
  const sent = [operation.method, path, ctx.querystring, body.value, expected ?? null];
  const answer = await once({ admin, key, sent }, () =>
    implementation.call({ ...call, readBody: async () => body }),
  );
  send(ctx, answer);
}

function goneOf(ctx: Context): AbortSignal {
  const gone = new AbortController();
  ctx.res.once('close', () => gone.abort());
  return gone.signal;
}

function send(ctx: Context, answer: Result<Reply, Refusal>): void {
  if (!answer.ok) answerProblem(ctx, answer.error);
  else if ('events' in answer.value) sendEvents(ctx, answer.value.events);
  else if ('lines' in answer.value) sendLines(ctx, answer.value.lines);
  else sendBody(ctx, answer.value);
}

function sendBody(ctx: Context, { status, body, revision }: BodyReply): void {
  ctx.status = status;
  if (revision !== undefined) ctx.set('ETag', `"${revision}"`);
  ctx.body = body;
}
