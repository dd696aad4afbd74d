import { PROVIDERS, type Profile, profileOf, registeredServices } from '@cambio/claims';
import { isLoopback } from '@cambio/oauth';
import type { LocatedDocument } from '../document/document.ts';
import type { IssuerDocument } from '../document/issuer.ts';
import { didYouMean } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import type { GatewayDefaults, KeySource, TrustedIssuer } from '../trust.ts';
import type { CompiledIssuer } from './compiled.ts';
import { conditionProblems } from './condition-problems.ts';
import type { Memo } from './memo.ts';

export interface CompiledIssuerResult {
  /** Absent where a problem leaves nothing to compile with. */
  readonly issuer?: CompiledIssuer;
  readonly problems: readonly Problem[];
}

/** The id of the built-in issuer: this gateway, whose tokens may be exchanged again. */
export const SELF = 'self';

/** The id of the built-in issuer of registered services, which get tokens for themselves. No token is of it. */
export const CLIENTS = 'clients';

/** Fills in an Issuer document's defaults from the provider's profile and the gateway, and checks it against both. */
export function compileIssuer(
  located: LocatedDocument<IssuerDocument>,
  gateway: GatewayDefaults,
  memo: Memo,
): CompiledIssuerResult {
  const { document } = located;
  const profile = profileOf(document.provider);
  if (profile === undefined || document.provider === SELF) return { problems: [unknownProvider(document)] };
  const url = document.url ?? profile.issuer;
  if (url === undefined) {
    const message = `url is required: ${profile.title} has no single issuer`;
    return { problems: [{ rule: 'schema', path: ['url'], message }] };
  }
  const guard =
    document.require === undefined ? undefined : memo.provider(profile).condition(document.require);
  const issuer = trustedIssuer(document, url, profile, gateway);
  return {
    issuer: { ...issuer, ...(guard?.ok ? { require: guard.value } : {}), located },
    problems: [
      ...identityProblems(document, url, profile, gateway),
      ...audienceProblems(document, profile),
      ...addressProblems(document, url),
      ...conditionProblems('require', guard),
    ],
  };
}

function trustedIssuer(
  document: IssuerDocument,
  url: string,
  profile: Profile,
  gateway: GatewayDefaults,
): TrustedIssuer {
  const maxAge = document.maxAge ?? profile.maxAge;
  return {
    id: document.id,
    url,
    profile,
    keys: keySource(document.keys),
    ...(document.ca === undefined ? {} : { ca: document.ca }),
    allowPrivateNetwork: document.allowPrivateNetwork,
    audiences: document.audiences ?? [gateway.issuer],
    algorithms: document.algorithms ?? profile.algorithms,
    ...(maxAge === undefined ? {} : { maxAge }),
    maxLifetime: document.maxLifetime ?? profile.maxLifetime,
    clockSkew: document.clockSkew,
    replay: document.replay ?? profile.replay,
    explainDenials: document.explainDenials,
    enabled: document.enabled,
    owner: document.owner,
  };
}

function keySource(keys: IssuerDocument['keys']): KeySource {
  if (keys === 'discovery') return { kind: 'discovery' };
  if ('jwks' in keys) return { kind: 'jwks', keys: keys.jwks.keys };
  if ('jwksFile' in keys) return { kind: 'jwksFile', path: keys.jwksFile };
  if ('spiffeBundle' in keys) return { kind: 'spiffeBundle', uri: keys.spiffeBundle };
  const { jwksUri: uri, bearerTokenFile } = keys;
  return { kind: 'jwksUri', uri, ...(bearerTokenFile === undefined ? {} : { bearerTokenFile }) };
}

function unknownProvider({ provider }: IssuerDocument): Problem {
  const known = PROVIDERS.filter((name) => name !== SELF);
  return {
    rule: 'unknown-provider',
    path: ['provider'],
    message: `there is no provider ${JSON.stringify(provider)}`,
    hint: didYouMean(provider, known) ?? 'use oidc for any issuer that has no profile',
  };
}

function identityProblems(
  { id }: IssuerDocument,
  url: string,
  profile: Profile,
  gateway: GatewayDefaults,
): readonly Problem[] {
  const problems: Problem[] = [];
  if (id === SELF) {
    problems.push({ rule: 'reserved-id', path: ['id'], message: '"self" is this gateway, and built in' });
  }
  if (id === CLIENTS) {
    const message = '"clients" is the registered services, and built in';
    problems.push({ rule: 'reserved-id', path: ['id'], message });
  }
  if (url === gateway.issuer) {
    const hint = 'mappings name it as `issuer: self`';
    problems.push({
      rule: 'reserved-url',
      path: ['url'],
      message: 'this gateway is a built-in issuer',
      hint,
    });
  }
  // On a loopback address a stand-in for the platform is tried out.
  const standIn = isLoopback(URL.parse(url)?.hostname ?? '');
  if (!standIn && profile.issuerPattern !== undefined && !profile.issuerPattern.test(url)) {
    const message = `${JSON.stringify(url)} is no issuer of ${profile.title}`;
    const hint = profile.issuer === undefined ? undefined : didYouMean(url, [profile.issuer]);
    problems.push({ rule: 'issuer-url', path: ['url'], message, hint });
  }
  return problems;
}

function audienceProblems({ audiences = [] }: IssuerDocument, profile: Profile): readonly Problem[] {
  return audiences.flatMap((audience, index) =>
    profile.platformAudiences.some((pattern) => pattern.test(audience))
      ? [
          {
            rule: 'platform-audience',
            path: ['audiences', index],
            message: `${JSON.stringify(audience)} does not name a recipient: other services receive such tokens too`,
            hint: 'let jobs ask for a token with this gateway as its audience',
          },
        ]
      : [],
  );
}

function addressProblems(document: IssuerDocument, url: string): readonly Problem[] {
  const { keys, allowPrivateNetwork } = document;
  const check = (address: string, path: Problem['path']): readonly Problem[] => {
    const wrong = addressProblem(address, allowPrivateNetwork);
    return wrong === undefined ? [] : [{ rule: 'address', path, ...wrong }];
  };
  if (keys === 'discovery') return check(url, ['url']);
  if ('jwksUri' in keys) return check(keys.jwksUri, ['keys', 'jwksUri']);
  if ('spiffeBundle' in keys) return check(keys.spiffeBundle, ['keys', 'spiffeBundle']);
  return [];
}

function addressProblem(
  address: string,
  allowPrivateNetwork: boolean,
): Pick<Problem, 'message' | 'hint'> | undefined {
  const url = URL.parse(address);
  if (url === null) return { message: `${JSON.stringify(address)} is no URL to fetch keys from` };
  if (url.username !== '' || url.password !== '')
    return { message: 'a key address must not carry credentials' };
  if (url.protocol === 'https:') return undefined;
  if (url.protocol !== 'http:' || !isLoopback(url.hostname))
    return { message: 'keys are fetched over https alone' };
  if (allowPrivateNetwork) return undefined;
  return { message: 'a loopback address needs leave', hint: 'set allowPrivateNetwork: true on this issuer' };
}

/**
 * The built-in issuer. Its keys are the gateway's own ring, never fetched. It accepts tokens made
 * for any target, since the service that holds one may exchange it; mappings say which.
 */
export function selfIssuer(gateway: GatewayDefaults, audiences: readonly string[]): CompiledIssuer {
  const profile = profileOf(SELF) ?? profileOf('oidc');
  if (profile === undefined) throw new Error('the profile of this gateway is missing');
  return {
    id: SELF,
    url: gateway.issuer,
    profile,
    keys: { kind: 'own' },
    allowPrivateNetwork: false,
    audiences: [gateway.issuer, ...audiences],
    algorithms: gateway.algorithms ?? ['ES256'],
    maxLifetime: gateway.maxLifetime,
    clockSkew: 0,
    replay: 'allow',
    explainDenials: 'code',
    enabled: true,
    owner: 'this gateway',
  };
}

/** The built-in issuer whose identities are the clients that the gateway has authenticated. */
export function clientsIssuer(gateway: GatewayDefaults): CompiledIssuer {
  return {
    id: CLIENTS,
    url: `${gateway.issuer}/clients`,
    profile: registeredServices,
    keys: { kind: 'none' },
    allowPrivateNetwork: false,
    audiences: [],
    algorithms: [],
    maxLifetime: 0,
    clockSkew: 0,
    replay: 'allow',
    explainDenials: 'code',
    enabled: true,
    owner: 'this gateway',
  };
}
