import type { IncomingMessage } from 'node:http';
import type { Digest, GrantType, Result, TokenResponse } from '@cambio/oauth';
import type { Answer, Caller, ExchangeFailure, Parameters } from '@cambio/sts';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { failed } from '../../http/reply.ts';
import { sendReply } from '../../http/send-reply.ts';

/** One grant of the service door, as it is registered with the framework. */
export interface Grant {
  readonly type: GrantType;
  /** What the grant reads; the framework drops every other parameter. */
  readonly parameters: readonly string[];
  /** Runs the grant for a client that has been authenticated and may use it. */
  readonly run: (
    parameters: Parameters,
    client: GrantCaller,
  ) => Promise<Result<TokenResponse, ExchangeFailure>>;
  readonly toAnswer: (failure: ExchangeFailure) => Answer;
}

/** A registered service at the door. */
export interface GrantCaller extends Caller {
  readonly client: string;
  /** Of what it was authenticated by: its assertion, an upstream token, or its certificate. */
  readonly credential: Digest;
}

/** Tells a caller of the service door, but for the client, whom the framework knows. */
export type IdentifyService = (request: IncomingMessage) => Omit<GrantCaller, 'client'>;

/** The parameters that say what is asked for, in every grant. */
export const ASKED = ['audience', 'resource', 'scope', 'mapping'];

/** Whose repetition the exchange itself refuses, with an error code of its own. */
export const REPEATABLE = ['audience', 'resource'];

/** Between the framework and a grant: takes the request apart and writes the answer. */
export function handlerOf(
  { run, toAnswer }: Grant,
  identify: IdentifyService,
): (ctx: KoaContextWithOIDC) => Promise<void> {
  return async (ctx) => {
    const client = ctx.oidc.client?.clientId;
    if (client === undefined) throw new TypeError('the framework must authenticate the client first');
    const result = await run(parametersOf(ctx), { ...identify(ctx.req), client });
    if (result.ok) ctx.body = result.value;
    else sendReply(ctx, failed(toAnswer(result.error)));
  };
}

function parametersOf({ oidc }: KoaContextWithOIDC): Parameters {
  const entries = Object.entries(oidc.params ?? {}).filter(([, value]) => value !== undefined);
  return new Map(
    entries.map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : [String(value)]]),
  );
}
