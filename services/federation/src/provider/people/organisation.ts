import { err, ok, type Result } from '@cambio/oauth';
import type { CompiledTrust } from '@cambio/policy';
import type { Settings } from '@cambio/settings';
import type { GuardedClient } from '@cambio/upstream';
import * as oidc from 'openid-client';
import type { Logger } from 'pino';
import type { LoginState } from './login-state.ts';

export type Login = NonNullable<Settings['admin']['login']>;

export interface OrganisationParts {
  readonly login: Login;
  /** Where it sends people back to. */
  readonly callback: string;
  readonly issuers: () => CompiledTrust['issuers'];
  readonly connect: (rules: { readonly ca?: string; readonly allowPrivateNetwork: boolean }) => GuardedClient;
  readonly log: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export type OrganisationFailure = 'provider_unavailable' | 'login_failed';

/** The OpenID provider of the organisation, as people log in there: authorisation code and PKCE. */
export interface Organisation {
  /** Where to send the browser. */
  start(state: string, details: LoginState): Promise<Result<URL, OrganisationFailure>>;
  /** The ID token that the provider gives for the code in `url`. Its signature is for the caller to verify. */
  finish(url: URL, state: string, details: LoginState): Promise<Result<string, OrganisationFailure>>;
  close(): Promise<void>;
}

/** Milliseconds for which the provider's metadata is kept. */
const KEEP = 10 * 60 * 1000;

/** The way to the provider by one state of its document. */
interface Way {
  readonly url: string;
  /** All that it depends on, as text. */
  readonly basis: string;
  readonly client: GuardedClient;
  known?: { readonly at: number; readonly configuration: oidc.Configuration };
}

/**
 * The provider is an Issuer of the trust documents, by its id: where it is, what it may be reached by, and whose its
 * tokens are, stands there and nowhere else. Its metadata is fetched when somebody first logs in.
 */
export function createOrganisation(parts: OrganisationParts): Organisation {
  const { login, callback, log, now } = parts;
  let way: Way | undefined;

  function currentWay(): Way {
    const issuer = parts.issuers().get(login.issuer);
    if (issuer === undefined) throw new Error(`no trust document declares the issuer ${login.issuer}`);
    const { url, ca, allowPrivateNetwork } = issuer;
    const basis = JSON.stringify([url, ca, allowPrivateNetwork]);
    if (way?.basis === basis) return way;
    void way?.client.close();
    const client = parts.connect({ ...(ca !== undefined && { ca }), allowPrivateNetwork });
    way = { url, basis, client };
    return way;
  }

  async function configuration(): Promise<oidc.Configuration> {
    const current = currentWay();
    if (current.known === undefined || now() - current.known.at > KEEP) {
      const configuration = await discover(new URL(current.url), login, current.client);
      current.known = { at: now(), configuration };
    }
    return current.known.configuration;
  }

  async function attempt<T>(failure: OrganisationFailure, work: () => Promise<T>) {
    try {
      return ok(await work());
    } catch (error) {
      log.warn({ err: error, issuer: login.issuer }, 'a log-in failed at the provider');
      return err(failure);
    }
  }

  return {
    start: (state, { nonce, codeVerifier }) =>
      attempt('provider_unavailable', async () =>
        oidc.buildAuthorizationUrl(await configuration(), {
          redirect_uri: callback,
          scope: login.scopes.join(' '),
          state,
          nonce,
          code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
          code_challenge_method: 'S256',
        }),
      ),
    finish: (url, state, { nonce, codeVerifier }) =>
      attempt('login_failed', async () => {
        const tokens = await oidc.authorizationCodeGrant(await configuration(), url, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: codeVerifier,
          idTokenExpected: true,
        });
        if (tokens.id_token === undefined) throw new Error('the provider gave no ID token');
        return tokens.id_token;
      }),
    close: async () => way?.client.close(),
  };
}

function discover(url: URL, { clientId, clientSecret }: Login, client: GuardedClient) {
  const authentication = clientSecret === undefined ? oidc.None() : oidc.ClientSecretBasic(clientSecret);
  return oidc.discovery(url, clientId, {}, authentication, {
    [oidc.customFetch]: guardedFetch(client),
    // The guarded client lets http through to this machine alone, and only where the issuer's document allows it.
    execute: [oidc.allowInsecureRequests],
  });
}

function guardedFetch(client: GuardedClient): oidc.CustomFetch {
  return async (url, { method, headers, body }) => {
    if (method !== 'GET' && method !== 'POST') throw new TypeError(`${method} is not sent here`);
    const text = body === null || body === undefined ? undefined : String(body);
    const sent = await client.send(url, { method, headers, ...(text !== undefined && { body: text }) });
    if (!sent.ok) throw new Error(`${sent.error.reason}: ${sent.error.detail}`);
    const { status, type, body: answer } = sent.value;
    return new Response(new Uint8Array(answer), { status, headers: { 'content-type': type ?? '' } });
  };
}
