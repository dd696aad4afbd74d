import { type ClaimReader, claimReader } from './claim-reader.ts';
import type { Claims } from './claims.ts';
import type { Profile } from './profile.ts';
import type { Workload, WorkloadKind, WorkloadSource } from './workload.ts';
import { type Ids, workloadKey } from './workload-key.ts';

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
  /** What tells workloads of the same ids apart, where present. */
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
      return Object.keys(idsOf(describe(read), read)).length > 0;
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

function workloadOf(
  profile: Pick<Profile, 'provider' | 'issuer'>,
  describe: ProfileSpec['describe'],
  claims: Claims,
): Workload {
  const read = claimReader(claims);
  const { kind, name, tenant, task, source, ...naming } = describe(read);
  const keyOf = (ids: Ids) => workloadKey(profile, read('iss'), ids);
  const key = keyOf(idsOf(naming, read));
  const origin = present(source);
  return {
    key,
    kind,
    // Nobody is called nothing: a resource path may end in a slash.
    name: name || read('sub') || key,
    ...(tenant === undefined ? {} : { tenant }),
    ...(task !== undefined && isComplete(task) ? { task: keyOf(task) } : {}),
    ...(Object.keys(origin).length > 0 ? { source: origin } : {}),
  };
}

/** Empty where the claims name nobody at all. */
function idsOf({ ids, within }: Pick<Description, 'ids' | 'within'>, read: ClaimReader): Ids {
  const best = ids.find(isComplete) ?? { sub: read('sub') };
  return isComplete(best) ? { ...best, ...within } : {};
}

function isComplete(ids: Ids): boolean {
  for (const name in ids) if (ids[name] === undefined) return false;
  return true;
}

function present(source: Description['source'] = {}): WorkloadSource {
  const { repository, ref, commit } = source;
  return {
    ...(repository === undefined ? {} : { repository }),
    ...(ref === undefined ? {} : { ref }),
    ...(commit === undefined ? {} : { commit }),
  };
}
