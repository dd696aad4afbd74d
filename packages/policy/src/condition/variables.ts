import { factOf, type Profile, parseClaimPath } from '@cambio/claims';
import type { Type } from './types.ts';
import { typeOfClaim } from './types.ts';

/** What a variable is, and what its members are where that is known. */
export interface Shape {
  readonly type: Type;
  /** The type of a list's elements. */
  readonly element?: Type;
  /** The shape of a member, or why there is no such member; absent: members of any name and type. */
  readonly member?: (name: string) => Shape | UnknownMember;
}

export interface UnknownMember {
  readonly unknown: true;
  readonly known: readonly string[];
  /** Set where the members are the claims of one provider's tokens. */
  readonly title?: string;
}

const TEXT: Shape = { type: 'string' };

function record(members: Readonly<Record<string, Shape>>): Shape {
  return {
    type: 'map',
    member: (name) =>
      Object.hasOwn(members, name) ? (members[name] ?? TEXT) : { unknown: true, known: Object.keys(members) },
  };
}

const WORKLOAD = record({
  key: TEXT,
  kind: TEXT,
  name: TEXT,
  tenant: TEXT,
  task: TEXT,
  source: record({ repository: TEXT, ref: TEXT, commit: TEXT }),
});

const REQUEST = record({
  target: TEXT,
  scopes: { type: 'list', element: 'string' },
  ip: TEXT,
  binding: TEXT,
  client: TEXT,
});

const ACTOR = record({ issuer: TEXT, claims: { type: 'map' }, workload: WORKLOAD });

/** The variables of a condition on tokens of a provider. */
export function variablesFor(profile: Profile): Readonly<Record<string, Shape>> {
  return {
    claims: { type: 'map', member: (name) => claimShape(profile, [name]) },
    workload: WORKLOAD,
    request: REQUEST,
    actor: ACTOR,
    now: { type: 'google.protobuf.Timestamp' },
  };
}

function claimShape(profile: Profile, path: readonly string[]): Shape | UnknownMember {
  const pointer = `/${path.map((segment) => segment.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
  const fact = factOf(profile, pointer);
  const [name = ''] = path;
  if (path.length === 1 && fact === undefined && !profile.open && !leadsSomewhere(profile, name)) {
    return { unknown: true, known: Object.keys(profile.claims), title: profile.title };
  }
  return { type: typeOfClaim(fact), member: (next) => claimShape(profile, [...path, next]) };
}

/** Whether the profile knows a claim below this name. */
function leadsSomewhere(profile: Profile, name: string): boolean {
  return Object.keys(profile.claims).some((claim) => {
    const path = parseClaimPath(claim);
    return path.ok && path.value.segments.length > 1 && path.value.segments[0] === name;
  });
}
