import { type Profile, profileOf } from '@cambio/claims';
import { type EpochSeconds, type JsonObject, TokenType } from '@cambio/oauth';
import { type Changes, change, generateKey, type SigningKey, sign } from '@cambio/testkit';
import { createKeyStore, createVerifier, type DeclaredIssuer, type TokenVerifier } from '../src/index.ts';

/** 2026-09-01T00:00:00Z, in seconds. */
export const NOW: EpochSeconds = 1_788_220_800;

export const ISSUER = 'https://issuer.acme.example';
export const AUDIENCE = 'https://sts.acme.example';

/** One RS256 key for all tests that need no more: making one is slow. */
export const KEY: SigningKey = await generateKey('key-1', 'RS256');

export function profile(provider: string): Profile {
  const found = profileOf(provider);
  if (found === undefined) throw new TypeError(`no profile ${provider}`);
  return found;
}

/** An issuer with inline keys, so that nothing is fetched. */
export function declare(changes: Partial<DeclaredIssuer> = {}): DeclaredIssuer {
  return {
    id: 'acme',
    url: ISSUER,
    profile: profile('oidc'),
    keys: { kind: 'jwks', keys: [KEY.publicJwk] },
    allowPrivateNetwork: false,
    audiences: [AUDIENCE],
    algorithms: ['RS256'],
    maxLifetime: 3600,
    clockSkew: 30,
    replay: 'allow',
    enabled: true,
    ...changes,
  };
}

export function claims(changes: Changes = {}): JsonObject {
  const base = { iss: ISSUER, sub: 'job-7', aud: AUDIENCE, iat: NOW, exp: NOW + 300, jti: 'token-1' };
  return change(base, changes);
}

export function token(changes: Changes = {}, header: Changes = {}): Promise<string> {
  return sign(claims(changes), KEY, { typ: 'JWT', ...header });
}

export function verifierOf(...issuers: readonly DeclaredIssuer[]): TokenVerifier {
  const declared = new Map(issuers.map((issuer) => [issuer.id, issuer]));
  return createVerifier({ issuers: () => declared, keys: createKeyStore({ clock: () => NOW * 1000 }) });
}

/** Why an issuer refuses a token; `undefined` when it does not. */
export async function refusal(
  compact: string,
  issuer: DeclaredIssuer = declare(),
  as: TokenType = TokenType.jwt,
) {
  const result = await verifierOf(issuer).verify(compact, as, NOW);
  return result.ok ? undefined : result.error;
}
