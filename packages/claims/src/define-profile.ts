import { type ClaimReader, claimReader } from './claim-reader.ts';
import type { Claims } from './claims.ts';
import type { Profile } from './profile.ts';
import type { Workload, WorkloadKind, WorkloadSource } from './workload.ts';
import { type Ids, idsInKey, installationOf } from './workload-key.ts';

/** What a provider's own file says. The rest of its `Profile` has the defaults below. */
export interface ProfileSpec extends Partial<Omit<Profile, Said | Derived>>, Pick<Profile, Said> {
  readonly describe: (read: ClaimReader) => Description;
}

type Said = 'provider' | 'title' | 'maxLifetime' | 'replay' | 'claims';
type Derived = 'workload' | 'isIdentified';

/** Who the claims speak for, in the provider's own terms; what a token does not say is `undefined`. */
export interface Description {
  readonly kind: WorkloadKind;
  /** Ways to name the workload, best first: the first whose ids are all present is taken, else `sub`. */
  readonly ids: readonly Ids[];
  /** What tells workloads of the same ids apart, where present; by other names than those. */
  readonly within?: Ids;
  /** For people; the best that the token offers. */
  readonly name: string | undefined;
  readonly tenant?: string | undefined;
  /** Ids of what ends; no task when one is missing. */
  readonly task?: Ids;
  readonly source?: { readonly [part in keyof WorkloadSource]: string | undefined };
}

/**
 * Audiences that many platforms put into tokens whoever the recipient is: a token made for one of them is known to
 * other services too, and any of those could bring it here.
 */
export const FIXED_AUDIENCES: readonly RegExp[] = [
  /^sigstore$/,
  /^api:\/\/AzureADTokenExchange/,
  /^sts\.amazonaws\.com(\.cn)?$/,
  /^pods\.eks\.amazonaws\.com$/,
  /^aws\.workload\.identity$/,
  /^(https:)?\/\/iam\.googleapis\.com\//,
];

/** Makes a profile of what its file says. */
export function defineProfile({ describe, ...spec }: ProfileSpec): Profile {
  const profile = { ...DEFAULTS, ...spec };
  return {
    ...profile,
    workload: (claims) => workloadOf(profile, describe, claims),
    isIdentified: (claims) => {
      const read = claimReader(claims);
      return read('sub') !== undefined || describe(read).ids.some(isComplete);
    },
  };
}

const DEFAULTS = {
  isShared: () => false,
  tenantPins: [],
  algorithms: ['RS256'],
  types: [undefined, 'jwt'],
  platformAudiences: FIXED_AUDIENCES,
  claimPrefixes: {},
  open: false,
  events: [],
  subjectForms: [],
  requiredClaims: [],
  kindClaims: [],
  refusedClaims: ['cnf'],
  act: 'delegation',
} satisfies Partial<Profile>;

/** Written member by member, since every token is read this way and each copy of an object would cost as much as a claim. */
function workloadOf(
  profile: Pick<Profile, 'provider' | 'issuer'>,
  describe: ProfileSpec['describe'],
  claims: Claims,
): Workload {
  const read = claimReader(claims);
  const said = describe(read);
  const installation = installationOf(profile, read('iss'));
  const ids = said.ids.find(isComplete) ?? { sub: read('sub') };
  const key = isComplete(ids) ? installation + idsInKey(ids) + idsInKey(said.within) : installation;
  // Nobody is called nothing: a resource path may end in a slash.
  const workload: Writable<Workload> = { key, kind: said.kind, name: said.name || read('sub') || key };
  if (said.tenant !== undefined) workload.tenant = said.tenant;
  if (said.task !== undefined && isComplete(said.task)) workload.task = installation + idsInKey(said.task);
  const source = sourceOf(said);
  if (source !== undefined) workload.source = source;
  return workload;
}

type Writable<T> = { -readonly [Member in keyof T]: T[Member] };

function isComplete(ids: Ids): boolean {
  for (const name in ids) if (ids[name] === undefined) return false;
  return true;
}

function sourceOf({ source = {} }: Description): WorkloadSource | undefined {
  const { repository, ref, commit } = source;
  if (repository === undefined && ref === undefined && commit === undefined) return undefined;
  const known: Writable<WorkloadSource> = {};
  if (repository !== undefined) known.repository = repository;
  if (ref !== undefined) known.ref = ref;
  if (commit !== undefined) known.commit = commit;
  return known;
}
