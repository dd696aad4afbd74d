import { percentEncode } from './percent.ts';
import type { Profile } from './profile.ts';

/** Ids by the names they have in a key; fixed names of `A-Z a-z 0-9 _`, written in the profile. */
export type Ids = Readonly<Record<string, string | undefined>>;

/**
 * How keys begin: the key of a workload or a task is this and its ids, as in
 * `github-actions:repository_id=123456:environment=production`.
 *
 * Ids mean something only to the installation that gave them out. Where the token's `iss` is not the provider's one
 * public issuer, it is part of the key: `gitlab@gitlab.acme.example:project_id=7`; without its `https://`, or whole
 * after `@@` when it has another scheme or none. Every inserted value is percent-encoded, so two
 * different inputs never give one key.
 */
export function installationOf(
  { provider, issuer }: Pick<Profile, 'provider' | 'issuer'>,
  iss: string | undefined,
): string {
  if (iss === issuer) return provider;
  if (iss?.startsWith('https://')) return `${provider}@${percentEncode(iss.slice('https://'.length))}`;
  return `${provider}@@${percentEncode(iss ?? '')}`;
}

/** How a key goes on: `:repository_id=123456`. Ids without a value are left out. */
export function idsInKey(ids: Ids = {}): string {
  let part = '';
  for (const name in ids) {
    const value = ids[name];
    if (value !== undefined) part += `:${name}=${percentEncode(value)}`;
  }
  return part;
}
