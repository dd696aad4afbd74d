import { GrantType } from '@cambio/oauth';
import type { Exchange, ExchangeFailure, Parameters } from '@cambio/sts';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { IdentifyCaller } from '../../http/caller.ts';
import { answerFailure } from '../../http/token.ts';

export const grantType = GrantType.tokenExchange;

/** The parameters of RFC 8693 §2.1, and ours; the framework drops every other. */
export const parameters = [
  'subject_token',
  'subject_token_type',
  'actor_token',
  'actor_token_type',
  'audience',
  'resource',
  'scope',
  'requested_token_type',
  'mapping',
];

/** Those whose repetition the exchange itself refuses, with the error code of its own. */
export const repeatable = ['audience', 'resource'];

/** The exchange for a client the framework has authenticated: the same as a workload's, under the client's id. */
export function handler(
  exchange: Exchange,
  identifyCaller: IdentifyCaller,
  onFailure: (failure: ExchangeFailure) => void,
): (ctx: KoaContextWithOIDC) => Promise<void> {
  return async (ctx) => {
    const client = ctx.oidc.client?.clientId;
    if (client === undefined) throw new TypeError('the framework must authenticate the client first');
    const caller = { ...identifyCaller(ctx.req), client };
    const result = await exchange(toParameters(ctx.oidc.params ?? {}), caller);
    if (result.ok) {
      ctx.body = result.value;
      return;
    }
    onFailure(result.error);
    answerFailure(ctx, result.error);
  };
}

function toParameters(params: Readonly<Record<string, unknown>>): Parameters {
  const entries = Object.entries(params).filter(([, value]) => value !== undefined);
  return new Map(
    entries.map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : [String(value)]]),
  );
}
