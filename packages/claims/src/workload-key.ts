import { percentEncode } from './percent.ts';
import type { Profile } from './profile.ts';

/** Ids by the names they have in a key; fixed names of `A-Z a-z 0-9 _`, written in the profile. */
export type Ids = Readonly<Record<string, string | undefined>>;

/**
 * Names a workload or a task: `github-actions:repository_id=123456:environment=production`.
 *
 * Ids mean something only to the installation that gave them out. Where the token's `iss` is not the provider's one
 * public issuer, it is part of the key: `gitlab@gitlab.acme.example:project_id=7`; without its `https://`, or whole
 * after `@@` when it has another scheme or none. Every inserted value is percent-encoded, so two
 * different inputs never give one key. Ids without a value are left out.
 */
export function workloadKey(
  profile: Pick<Profile, 'provider' | 'issuer'>,
  iss: string | undefined,
  ids: Ids,
): string {
  let key = profile.provider + installation(profile, iss);
  for (const name in ids) {
    const value = ids[name];
    if (value !== undefined) key += `:${name}=${percentEncode(value)}`;
  }
  return key;
}

function installation(profile: Pick<Profile, 'issuer'>, iss: string | undefined): string {
  if (iss === profile.issuer) return '';
  if (iss?.startsWith('https://')) return `@${percentEncode(iss.slice('https://'.length))}`;
  return `@@${percentEncode(iss ?? '')}`;
}
