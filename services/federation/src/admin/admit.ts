import { parseScope } from '@cambio/oauth';
import type { AdminScope } from '@cambio/policy';
import type { AuthenticateBearer, BearerRefusal, Introspect } from '@cambio/sts';
import type { Context } from 'koa';
import { type BearerCredential, errorOf, readBearer, repeatsAuthorization } from '../http/bearer.ts';
import type { IdentifyCaller } from '../http/caller.ts';
import { type ChallengeError, challenge, type Offer } from './challenge.ts';
import type { ProblemReason } from './contract/problems.ts';
import { answerProblem } from './problem.ts';

/** Who was let in. */
export interface Admin {
  /** The subject of the access token. */
  readonly name: string;
  /** Whether the token would be taken again: for what lasts longer than a request. */
  readonly isStillActive: () => Promise<boolean>;
}

export interface Admission extends Offer {
  readonly authenticate: AuthenticateBearer;
  readonly introspect: Introspect;
  /** The `aud` of the tokens that are taken, and of no other. */
  readonly audience: string;
  /** A proof of possession must name the URL with this path below the issuer's. */
  readonly identify: (path: string) => IdentifyCaller;
}

/** Lets a caller in, or answers in its stead and gives `undefined`. */
export type Admit = (ctx: Context, path: string, scopes: readonly AdminScope[]) => Promise<Admin | undefined>;

/**
 * Admits who presents an access token of this gateway: in one `Authorization` header (RFC 6750 §2.1) and nowhere else,
 * active by today's policy, with a proof where it is bound, made for the admin API, and with all scopes, in this order.
 */
export function createAdmit({ authenticate, introspect, audience, identify, ...offer }: Admission): Admit {
  return async (ctx, path, scopes) => {
    const refuse = (reason: ProblemReason, wrong?: ChallengeError) => {
      challenge(ctx, offer, scopes, wrong);
      answerProblem(ctx, { reason });
      return undefined;
    };
    const bearer = readBearer(ctx.req);
    if (bearer === undefined) return refuse('credentials_missing');
    const { scheme } = bearer;
    if (repeatsAuthorization(ctx.req) || ctx.URL.searchParams.has('access_token')) {
      return refuse('credentials_repeated', { scheme, error: 'invalid_request' });
    }
    const caller = await authenticate({ ...bearer, presented: identify(path)(ctx.req).presented });
    if (!caller.ok) return refuseToken(ctx, bearer, caller.error, refuse);
    const { aud, sub, scope: granted } = caller.value;
    if (aud !== audience) return refuse('token_refused', { scheme, error: 'invalid_token' });
    if (!covers(granted, scopes)) return refuse('scope_missing', { scheme, error: 'insufficient_scope' });
    const isStillActive = async () => {
      const today = await introspect(bearer.token, [audience]);
      return today.ok && today.value.active;
    };
    return { name: String(sub), isStillActive };
  };
}

function refuseToken(
  ctx: Context,
  { scheme }: BearerCredential,
  refusal: BearerRefusal,
  refuse: (reason: ProblemReason, wrong: ChallengeError) => undefined,
): undefined {
  if (refusal.kind === 'unavailable') return void answerProblem(ctx, { reason: 'unavailable' });
  const reason = refusal.kind === 'proof_refused' ? 'proof_refused' : 'token_refused';
  return refuse(reason, { scheme, error: errorOf(refusal) });
}

function covers(granted: unknown, needed: readonly AdminScope[]): boolean {
  const scopes = parseScope(typeof granted === 'string' ? granted : '');
  return scopes.ok && needed.every((scope) => scopes.value.includes(scope));
}
