import { type Claims, drift, kindProblem, PROVIDERS, type Profile, profileOf } from '@cambio/claims';
import type { SourceName } from '@cambio/client/source-names';

/** Providers that every token fits, so that nothing is known of it by their name. */
const GENERIC: ReadonlySet<string> = new Set(['oidc', 'self']);

/** Whose tokens a source gives, where its name is not the provider's. */
const GIVES: Readonly<Partial<Record<SourceName, string>>> = {
  'aws-sts': 'aws',
  'aws-web-identity': 'kubernetes',
  'azure-managed-identity': 'azure',
  'azure-workload-identity': 'kubernetes',
};

/**
 * The provider that a token is of, as far as it shows: that of its source, where the claims are of that kind; else the
 * one whose issuer it is; else, of those that can have any issuer, the one whose tokens differ least. `undefined` where
 * it is of none that is known. A guess for people: a gateway goes by the Issuer document alone.
 *
 * @param source the name of a source, which may be one of no platform, such as `file`
 */
export function recognize(claims: Claims, source: string): Profile | undefined {
  const fitting = PROVIDERS.filter((name) => !GENERIC.has(name))
    .flatMap((name) => profileOf(name) ?? [])
    .filter((profile) => kindProblem(profile, claims) === undefined);
  const given = Object.entries(GIVES).find(([name]) => name === source)?.[1] ?? source;
  const ofSource = fitting.find(({ provider }) => provider === given);
  const ofIssuer = fitting.find((profile) => isIssuerOf(profile, claims.iss));
  return ofSource ?? ofIssuer ?? nearest(fitting.filter(hasAnyIssuer), claims);
}

function isIssuerOf({ issuer, issuerPattern }: Profile, iss: unknown): boolean {
  return typeof iss === 'string' && (iss === issuer || issuerPattern?.test(iss) === true);
}

function hasAnyIssuer({ issuerPattern, open, requiredClaims, kindClaims }: Profile): boolean {
  return issuerPattern === undefined && !open && requiredClaims.length + kindClaims.length > 0;
}

function nearest(profiles: readonly Profile[], claims: Claims): Profile | undefined {
  const distances = profiles.map((profile) => ({ profile, distance: drift(profile, claims).length }));
  return distances.sort((one, other) => one.distance - other.distance)[0]?.profile;
}
