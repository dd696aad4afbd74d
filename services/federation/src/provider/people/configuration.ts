import type { Adapter, Configuration, JWK, KoaContextWithOIDC } from 'oidc-provider';
import { builtInClients } from './clients.ts';
import { codePage, confirmPage, donePage, errorPage } from './pages.ts';

export interface PeopleParts {
  readonly issuer: string;
  readonly storage: (model: string) => Adapter;
  readonly accessTokens: Adapter;
  readonly hasAccount: (name: string) => Promise<boolean>;
  /** Where somebody who is not logged in goes, for an interaction. */
  readonly loginPath: (interaction: string) => string;
  /** Seconds. */
  readonly session: number;
  readonly cookieKey: string;
  /** A private key the framework insists on; it signs nothing. */
  readonly ownKey: JWK;
}

/** What the built-in clients ask for: a token of the admin API. Which of its scopes it has, mappings say. */
const SCOPE = 'admin';

/** Seconds. */
const CODE_LIFETIME = 60;
const DEVICE_LIFETIME = 600;
const INTERACTION_LIFETIME = 600;

/** The framework's configuration for people: log in somewhere else, come back with a code, and nothing more. */
export function peopleConfiguration(parts: PeopleParts): Configuration {
  return {
    adapter: (model) => (model === 'AccessToken' ? parts.accessTokens : parts.storage(model)),
    clients: builtInClients(parts.issuer),
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    jwks: { keys: [parts.ownKey] },
    responseTypes: ['code'],
    scopes: [SCOPE],
    pkce: { required: () => true },
    cookies: {
      keys: [parts.cookieKey],
      long: { httpOnly: true, sameSite: 'lax', signed: true },
      short: { httpOnly: true, sameSite: 'lax', signed: true },
    },
    ttl: {
      // Whoever opens the page for a code has one, and need never log in.
      Session: (_ctx, { accountId }) => (accountId === undefined ? DEVICE_LIFETIME : parts.session),
      Grant: parts.session,
      Interaction: INTERACTION_LIFETIME,
      AuthorizationCode: CODE_LIFETIME,
      DeviceCode: DEVICE_LIFETIME,
      AccessToken: CODE_LIFETIME,
    },
    expiresWithSession: () => false,
    findAccount: async (_ctx, accountId) =>
      (await parts.hasAccount(accountId)) ? { accountId, claims: () => ({ sub: accountId }) } : undefined,
    loadExistingGrant: grantItself,
    interactions: { url: (_ctx, { uid }) => parts.loginPath(uid) },
    renderError: errorPage,
    routes: {
      authorization: '/authorize',
      device_authorization: '/device_authorization',
      code_verification: '/device',
    },
    features: {
      deviceFlow: {
        enabled: true,
        userCodeInputSource: codePage,
        userCodeConfirmSource: confirmPage,
        successSource: donePage,
      },
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      resourceIndicators: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
    },
  };
}

/** The built-in clients are the gateway's own: there is nothing to consent to. What they may do, mappings say. */
async function grantItself({ oidc }: KoaContextWithOIDC) {
  const { client, session, provider } = oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const known = session.grantIdFor(client.clientId);
  const grant = known === undefined ? undefined : await provider.Grant.find(known);
  if (grant !== undefined) return grant;
  const made = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  made.addOIDCScope(SCOPE);
  await made.save();
  return made;
}
