import { durationText } from '../document/duration.ts';
import type { Evidence } from './evidence.ts';
import { type Found, leave, NOTHING, propose } from './proposal.ts';

const MEMBER = 'grant.lifetime';

/** Seconds. Below a minute clocks that differ would make tokens useless. */
const MINUTE = 60;

/** So much longer than was needed. */
const MARGIN = 1.5;

/** Lowers the lifetime to what the longest use needed, with a margin. Whoever gives tokens back shows how long that is. */
export function narrowLifetime({ mapping, uses }: Evidence): Found {
  const { lifetime } = mapping.grant;
  const held = uses.map((use) => use.held ?? lifetime);
  const longest = Math.max(...held);
  const enough = MINUTE * Math.ceil((longest * MARGIN) / MINUTE);
  if (enough >= lifetime) {
    const kept = held.filter((seconds) => seconds >= lifetime).length;
    return kept === 0
      ? NOTHING
      : leave(MEMBER, `${kept} of ${held.length} tokens were not given back before they expired`);
  }
  return propose({
    member: MEMBER,
    text: `tokens live ${durationText(enough)}, not ${durationText(lifetime)}`,
    because: `all tokens were given back, the longest used one after ${durationText(Math.ceil(longest))}`,
    fixes: [{ kind: 'put', path: ['grant', 'lifetime'], value: durationText(enough) }],
  });
}
