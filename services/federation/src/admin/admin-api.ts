import { adminAudience } from '@cambio/policy';
import type { Context, Middleware } from 'koa';
import { type Admission, type Admit, createAdmit } from './admit.ts';
import { openApiDocument } from './contract/openapi.ts';
import type { OperationId } from './contract/operations.ts';
import { type DecisionParts, decisionHandlers } from './decisions.ts';
import { type ExplainParts, explainHandlers } from './explain.ts';
import { type IssuerParts, issuerHandlers } from './issuers.ts';
import { type KeyParts, keyHandlers } from './keys.ts';
import type { Implementation } from './operation.ts';
import { answerProblem } from './problem.ts';
import { expectedRevisions, readJson, readQuery } from './read-request.ts';
import { resourceMetadataUrl } from './resource-metadata.ts';
import { type RevocationParts, revocationHandlers } from './revocations.ts';
import { createRouter } from './router.ts';
import { type StatusParts, statusHandlers } from './status.ts';
import { type Throttle, throttleAdmins } from './throttle.ts';
import { type TokenParts, tokenHandlers } from './tokens.ts';
import { type TrustParts, trustHandlers } from './trust/handlers.ts';

/** All that the operations need. */
export type AdminParts = Pick<Admission, 'authenticate' | 'identify' | 'proofAlgorithms'> &
  StatusParts &
  TrustParts &
  ExplainParts &
  DecisionParts &
  TokenParts &
  RevocationParts &
  IssuerParts &
  KeyParts & {
    /** Bytes. */
    readonly bodyLimit: number;
    /** Requests a minute that one admin may make. */
    readonly requestLimit: number;
  };

/** Bytes: all documents in one request. */
const TRUST_LIMIT = 16 * 1024 * 1024;

/** Below the issuer URL. */
const ROOT = '/admin/v1/';

/** What the API is, for everybody to read: it is the same on every gateway. */
const DOCUMENT = 'openapi.json';

/**
 * The admin API. Finds the operation, admits the caller for its scope, and only then looks at what was sent. Nobody
 * keeps its answers.
 */
export function adminApi(parts: AdminParts): Middleware {
  const root = new URL(parts.issuer).pathname.replace(/\/$/, '') + ROOT;
  const find = createRouter(Object.values(handlersOf(parts)));
  const document = openApiDocument(parts.issuer);
  const gates = {
    admit: admitting(parts),
    throttle: throttleAdmins(parts.requestLimit),
    bodyLimit: parts.bodyLimit,
  };
  return async (ctx, next) => {
    if (!ctx.path.startsWith(root)) return next();
    ctx.set('Cache-Control', 'no-store');
    const path = ctx.path.slice(root.length);
    if (path === DOCUMENT && ctx.method === 'GET') {
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
    ...tokenHandlers(parts),
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
  { admit, throttle, bodyLimit }: Gates,
): Promise<void> {
  const admin = await admit(ctx, ROOT + path, implementation.operation.scope);
  if (admin === undefined) return;
  if (!(await throttle(ctx, admin))) return answerProblem(ctx, { reason: 'too_many_requests' });
  const query = readQuery(ctx);
  if (!query.ok) return answerProblem(ctx, query.error);
  const answer = await implementation.call({
    admin,
    expected: expectedRevisions(ctx),
    path: parameters,
    query: query.value,
    readBody: () => readJson(ctx, implementation.operation.changesTrust ? TRUST_LIMIT : bodyLimit),
  });
  if (!answer.ok) return answerProblem(ctx, answer.error);
  const { status, body, revision } = answer.value;
  ctx.status = status;
  if (revision !== undefined) ctx.set('ETag', `"${revision}"`);
  ctx.body = body;
}
