import { type EventClaim, factOf, parseClaimPath } from '@cambio/claims';
import { isSamePlace, placeNamed } from '../matcher/place.ts';
import type { Evidence } from './evidence.ts';
import { listed, put } from './match.ts';
import { type Found, NOTHING, propose } from './proposal.ts';
import { seenOf } from './seen.ts';

/**
 * Conditions on claims that `match` says nothing of: the id behind a name that somebody else can take one day, and what
 * sets jobs off, where outsiders can do that too.
 */
export function narrowPins(evidence: Evidence): readonly Found[] {
  const { mapping, profile } = evidence;
  const ids = mapping.conditions.flatMap(({ path }) => {
    const fact = factOf(profile, path.text);
    return fact?.stability === 'renameable' && fact.idOf !== undefined
      ? [{ name: path.text, id: fact.idOf }]
      : [];
  });
  const events = profile.events.filter((event) => letsOutsidersIn(event, evidence));
  return [
    ...ids.map(({ name, id }) =>
      pin(id, `${name} can be renamed, and its name taken by somebody else`, evidence),
    ),
    ...events.map(({ claim }) => pin(claim, 'people outside can set jobs off as well', evidence)),
  ];
}

function letsOutsidersIn(
  { untrusted, notBeside }: EventClaim,
  { mapping: { conditions } }: Evidence,
): boolean {
  const isElsewhere =
    notBeside !== undefined &&
    conditions.some(({ path }) => isSamePlace(path.segments, placeNamed(notBeside)));
  return (untrusted === 'unnamed' || untrusted.length > 0) && !isElsewhere;
}

function pin(name: string, risk: string, { mapping, uses }: Evidence): Found {
  const path = parseClaimPath(name);
  if (!path.ok || isKnown(path.value.segments, mapping)) return NOTHING;
  const seen = seenOf(path.value, uses);
  if (seen.kind !== 'few') return NOTHING;
  return propose({
    member: `match.${name}`,
    text: `is held to ${listed(seen.values)}`,
    because: `${risk}, and it was ${listed(seen.values)} in all ${uses.length} requests`,
    fixes: [put(name, seen.values)],
  });
}

/** Whether the mapping says anything of a claim. */
function isKnown(place: readonly string[], { conditions, when }: Evidence['mapping']): boolean {
  const known = [...conditions.map(({ path }) => path.segments), ...(when?.reads ?? [])];
  return known.some((segments) => isSamePlace(segments, place));
}
