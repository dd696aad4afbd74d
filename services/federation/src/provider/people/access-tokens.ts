import type { IncomingMessage } from 'node:http';
import type { TokenResponse } from '@cambio/oauth';
import { type Answer, type ClientCredentials, toAnswer } from '@cambio/sts';
import type { Middleware } from 'koa';
import { type Adapter, errors, Provider } from 'oidc-provider';
import type { IdentifyCaller } from '../../http/caller.ts';
import { failed } from '../../http/reply.ts';
import { sendReply } from '../../http/send-reply.ts';
import { Unavailable } from '../unavailable.ts';
import { unused } from '../unused-storage.ts';
import type { Accounts } from './accounts.ts';

export interface AccessTokenParts {
  readonly accounts: Accounts;
  /** Decides and mints for an identity that has been verified. */
  readonly grantTo: ClientCredentials;
  /** The admin API's. */
  readonly audience: string;
  readonly identifyCaller: IdentifyCaller;
}

export interface AccessTokens {
  readonly storage: Adapter;
  /** Answers with the token that was minted, or says why there is none. */
  readonly middleware: Middleware;
}

/**
 * What a person gets for a code: where the framework would store an access token of its own, the identity they logged in
 * with is decided on like any other, and what a mapping grants is minted. Nobody is an admin by having logged in.
 */
export function accessTokens({
  accounts,
  grantTo,
  audience,
  identifyCaller,
}: AccessTokenParts): AccessTokens {
  const outcomes = new WeakMap<IncomingMessage, TokenResponse | Answer>();
  const asked = new Map([['audience', [audience]]]);

  async function mint(account: string): Promise<void> {
    const ctx = Provider.ctx;
    const client = ctx?.oidc.client?.clientId;
    if (ctx === undefined || client === undefined) throw new TypeError('no client is known');
    const person = await accounts.find(account);
    if (!person.ok) throw new Unavailable();
    if (person.value === undefined) throw new errors.InvalidGrant('the log-in is over');
    const minted = await grantTo(asked, person.value, { ...identifyCaller(ctx.req), client });
    outcomes.set(ctx.req, minted.ok ? minted.value : toAnswer(minted.error));
  }

  return {
    storage: {
      ...unused('AccessToken'),
      upsert: (_id, { accountId }) => mint(String(accountId)),
      // Asked for when a code comes a second time. The one token it gave was given to whoever had the PKCE verifier, or the
      // device code, and it dies in minutes.
      revokeByGrantId: async () => undefined,
    },
    async middleware(ctx, next) {
      await next();
      const outcome = outcomes.get(ctx.req);
      if (outcome === undefined || ctx.status !== 200) return;
      if ('access_token' in outcome) ctx.body = outcome;
      else sendReply(ctx, failed(outcome));
    },
  };
}
