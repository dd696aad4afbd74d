import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { JsonObject } from '@cambio/oauth';
import { type Platform, type PlatformOptions, startIssuer } from '../issuer/issuer.ts';
import type { Answer } from '../server.ts';

/** Somebody who can log in. */
export interface Person {
  /** The `sub` of their tokens. */
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly groups: readonly string[];
}

/** What a log-in left for the code it gave out. */
interface Pending {
  readonly person: Person;
  readonly client: string;
  readonly redirectUri: string;
  readonly nonce: string | undefined;
  readonly challenge: string;
}

/** An organisation's OpenID provider. Nobody has a password there: its page lets one choose who to be. */
export type IdentityProvider = Platform;

/** Seconds. */
const LIFETIME = 300;

/** OpenID Connect Core 1.0 §3.1, for public clients with PKCE, as many as there are. `login_hint` chooses without a page. */
export async function startIdentityProvider(
  people: readonly Person[],
  options: PlatformOptions,
): Promise<IdentityProvider> {
  const pending = new Map<string, Pending>();
  const { platform, routes } = await startIssuer(
    {
      name: 'idp-key',
      algorithm: 'RS256',
      jwksPath: '/keys',
      metadata: (url) => ({
        authorization_endpoint: `${url}/authorize`,
        token_endpoint: `${url}/token`,
        response_types_supported: ['code'],
        code_challenge_methods_supported: ['S256'],
        token_endpoint_auth_methods_supported: ['none'],
        authorization_response_iss_parameter_supported: true,
      }),
      claims: (now) => ({ sub: 'nobody', aud: 'nobody', jti: randomUUID(), iat: now, exp: now + LIFETIME }),
    },
    options,
  );

  routes.add('/authorize', ({ searchParams: asked, href }): Answer => {
    const chosen = people.find(({ id }) => id === (asked.get('person') ?? asked.get('login_hint')));
    if (chosen === undefined) return choicePage(people, href);
    const code = randomBytes(24).toString('base64url');
    const redirectUri = asked.get('redirect_uri') ?? '';
    pending.set(code, {
      person: chosen,
      client: asked.get('client_id') ?? '',
      redirectUri,
      nonce: asked.get('nonce') ?? undefined,
      challenge: asked.get('code_challenge') ?? '',
    });
    const back = new URL(redirectUri);
    back.search = new URLSearchParams({
      code,
      state: asked.get('state') ?? '',
      iss: platform.issuer,
    }).toString();
    return { status: 302, headers: { location: back.href }, text: '' };
  });

  routes.addForm('/token', async (form): Promise<Answer> => {
    const code = form.get('code') ?? '';
    const login = pending.get(code);
    pending.delete(code);
    const verifier = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const holds =
      login?.challenge === verifier &&
      login.client === form.get('client_id') &&
      login.redirectUri === form.get('redirect_uri');
    if (login === undefined || !holds) return { status: 400, json: { error: 'invalid_grant' } };
    const id_token = await platform.issue(claimsOf(login));
    return { json: { access_token: randomUUID(), token_type: 'Bearer', expires_in: LIFETIME, id_token } };
  });

  return platform;
}

function claimsOf({ person, client, nonce }: Pending): JsonObject {
  const { id: sub, name, email, groups } = person;
  return {
    sub,
    aud: client,
    name,
    email,
    email_verified: true,
    groups,
    ...(nonce !== undefined && { nonce }),
  };
}

function choicePage(people: readonly Person[], href: string): Answer {
  const links = people.map(({ id, name }) => {
    const url = new URL(href);
    url.searchParams.set('person', id);
    return `<li><a href="${(url.pathname + url.search).replaceAll('&', '&amp;')}">${name}</a></li>`;
  });
  return {
    headers: { 'content-type': 'text/html; charset=utf-8' },
    text: `<!doctype html><html lang="en"><title>Who are you?</title><h1>Who are you?</h1><ul>${links.join('')}</ul></html>`,
  };
}
