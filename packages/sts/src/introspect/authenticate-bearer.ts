import type { Claims } from '@cambio/claims';
import { err, ok, type Result } from '@cambio/oauth';
import type { Binding } from '../ports.ts';
import { type BindingRefusal, type Presented, provesKey } from '../possession.ts';
import { type IntrospectionPorts, isDpopBound, readActiveToken } from './active-token.ts';

/** An access token of this gateway in an `Authorization` header. */
export interface Bearer {
  readonly scheme: 'Bearer' | 'DPoP';
  readonly token: string;
  readonly presented: Presented;
}

export type BearerRefusal =
  | { readonly kind: 'invalid_token' }
  | { readonly kind: 'proof_refused'; readonly refusal: BindingRefusal }
  | { readonly kind: 'unavailable' };

/** Gives the claims of the token somebody calls us with. */
export type AuthenticateBearer = (bearer: Bearer) => Promise<Result<Claims, BearerRefusal>>;

export interface BearerPorts extends IntrospectionPorts {
  readonly binding: Binding;
}

/**
 * Authenticates a caller of this gateway's own endpoints by a token that it issued (RFC 6750, RFC 9449 §7.1, RFC 8705 §3):
 * the token is active; its scheme is the one for its binding; the proof names the token and proves its key.
 * Does not check the audience or the scopes: what they allow is the endpoint's to say.
 */
export function createBearerAuthentication(ports: BearerPorts): AuthenticateBearer {
  return async ({ scheme, token, presented }) => {
    const active = await readActiveToken(ports, token);
    if (!active.ok) return err({ kind: active.error === 'unavailable' ? 'unavailable' : 'invalid_token' });
    const { cnf } = active.value;
    if (isDpopBound(active.value) !== (scheme === 'DPoP')) return err({ kind: 'invalid_token' });
    if (cnf === undefined) return ok(active.value);
    const named = presented.kind === 'dpop' ? { ...presented, accessToken: token } : presented;
    const proven = await ports.binding.check(named, Math.floor(ports.clock.now() / 1000));
    if (!proven.ok) return err(refusalOf(proven.error));
    return provesKey(proven.value, cnf) ? ok(active.value) : err({ kind: 'invalid_token' });
  };
}

function refusalOf(refusal: BindingRefusal): BearerRefusal {
  return refusal.reason === 'marks_unavailable'
    ? { kind: 'unavailable' }
    : { kind: 'proof_refused', refusal };
}
