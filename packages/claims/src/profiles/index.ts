import type { Profile } from '../profile.ts';
import { githubActions } from './github-actions.ts';
import { oidc } from './oidc.ts';

/** Every provider there is. A new one is added here. */
const PROFILES: readonly Profile[] = [githubActions, oidc];

const BY_PROVIDER: ReadonlyMap<string, Profile> = new Map(
  PROFILES.map((profile) => [profile.provider, profile]),
);

/** The names an Issuer document may have as `provider`. */
export const PROVIDERS: readonly string[] = PROFILES.map((profile) => profile.provider);

/** The profile of a provider; `undefined` for an unknown name. */
export function profileOf(provider: string): Profile | undefined {
  return BY_PROVIDER.get(provider);
}
