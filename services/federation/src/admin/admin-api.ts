import type { Ledger } from '@cambio/ledger';
import { adminAudience } from '@cambio/policy';
import type { RevokeBySelector } from '@cambio/sts';
import type { Context, Middleware } from 'koa';
import type { Logger } from 'pino';
import type { ActiveTrust } from '../trust/active-trust.ts';
import { type Admission, createAdmit } from './admit.ts';
import { readDecision, searchDecisions } from './decisions.ts';
import type { Operation } from './operation.ts';
import { answerProblem } from './problem.ts';
import { resourceMetadataUrl } from './resource-metadata.ts';
import { createRevocation } from './revocations.ts';
import { readTrust } from './trust.ts';

export interface AdminParts extends Pick<Admission, 'authenticate' | 'identify' | 'proofAlgorithms'> {
  readonly issuer: string;
  readonly decisions: Pick<Ledger['decisions'], 'get' | 'list'>;
  readonly revokeBySelector: RevokeBySelector;
  readonly trust: Pick<ActiveTrust, 'current'>;
  /** Bytes. */
  readonly bodyLimit: number;
  readonly log: Logger;
}

/** Below the issuer URL. */
const ROOT = '/admin/v1/';

type Resource = Partial<Record<'GET' | 'POST', Operation>>;

/**
 * The admin API. Finds the operation, admits the caller for its scope, and only then looks at what was sent. Nobody
 * keeps its answers.
 */
export function adminApi(parts: AdminParts): Middleware {
  const { issuer } = parts;
  const root = new URL(issuer).pathname.replace(/\/$/, '') + ROOT;
  const admit = createAdmit({
    ...parts,
    audience: adminAudience(issuer),
    metadataUrl: resourceMetadataUrl(issuer),
  });
  const resources = resourcesOf(parts);
  return async (ctx, next) => {
    if (!ctx.path.startsWith(root)) return next();
    ctx.set('Cache-Control', 'no-store');
    const path = ctx.path.slice(root.length);
    const [, name = '', id] = /^([a-z]+)(?:\/([^/]+))?$/.exec(path) ?? [];
    const resource = resources.get(id === undefined ? name : `${name}/{id}`);
    if (resource === undefined) return answerProblem(ctx, 'no_such_resource');
    const operation = operationOf(ctx, resource);
    if (operation === undefined) return answerProblem(ctx, 'method_not_allowed');
    const admin = await admit(ctx, ROOT + path, operation.scope);
    if (admin !== undefined) await operation.handle({ ctx, admin, id: id ?? '' });
  };
}

function resourcesOf(parts: AdminParts): ReadonlyMap<string, Resource> {
  const { decisions, revokeBySelector, trust, bodyLimit, log } = parts;
  return new Map<string, Resource>([
    ['decisions', { GET: searchDecisions(decisions) }],
    ['decisions/{id}', { GET: readDecision(decisions) }],
    ['revocations', { POST: createRevocation(revokeBySelector, bodyLimit, log) }],
    ['trust', { GET: readTrust(trust) }],
  ]);
}

/** By the method, `HEAD` as `GET`; where there is none, the answer gets its `Allow`. */
function operationOf(ctx: Context, resource: Resource): Operation | undefined {
  const method = ctx.method === 'HEAD' ? 'GET' : ctx.method;
  const operation = method === 'GET' || method === 'POST' ? resource[method] : undefined;
  if (operation === undefined) ctx.set('Allow', Object.keys(resource).join(', '));
  return operation;
}
