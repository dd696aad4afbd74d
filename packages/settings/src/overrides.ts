import type { JsonValue } from '@cambio/oauth';
import { type Member, members } from './members.ts';
import type { Origin } from './origin.ts';
import { isServiceLink } from './service-links.ts';

/** One member set from outside the file. */
export interface Override {
  readonly member: Member;
  readonly written: JsonValue;
  readonly origin: Origin;
}

/** Something that looks like an override, but sets nothing there is. */
export interface UnknownOverride {
  readonly name: string;
  readonly known: readonly string[];
  readonly origin: Origin;
}

export interface Overrides {
  readonly list: readonly Override[];
  readonly unknown: readonly UnknownOverride[];
}

const PREFIX = 'CAMBIO_';

/** Settings from `CAMBIO_*`: every variable of that prefix sets a member, is one of `others`, or is unknown. */
export function environmentOverrides(
  env: Readonly<Record<string, string | undefined>>,
  others: readonly string[],
): Overrides {
  const known = new Map(members.map((member) => [member.variable, member]));
  const names = [...known.keys(), ...others];
  const set = Object.entries(env).filter(
    ([name, value = '']) => name.startsWith(PREFIX) && !others.includes(name) && !isServiceLink(name, value),
  );
  return collect(set, known, names, (variable) => ({ kind: 'environment', variable }));
}

/** Settings from flags, named by the member's path. */
export function flagOverrides(flags: Readonly<Record<string, JsonValue | undefined>>): Overrides {
  const known = new Map(members.map((member) => [member.path, member]));
  return collect(Object.entries(flags), known, [...known.keys()], (flag) => ({ kind: 'flag', flag }));
}

function collect(
  set: readonly [string, JsonValue | undefined][],
  membersByName: ReadonlyMap<string, Member>,
  known: readonly string[],
  originOf: (name: string) => Origin,
): Overrides {
  const list: Override[] = [];
  const unknown: UnknownOverride[] = [];
  for (const [name, written] of set) {
    const member = membersByName.get(name);
    if (written === undefined) continue;
    if (member === undefined) unknown.push({ name, known, origin: originOf(name) });
    else list.push({ member, written, origin: originOf(name) });
  }
  return { list, unknown };
}
