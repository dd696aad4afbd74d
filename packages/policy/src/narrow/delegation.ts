import type { Evidence } from './evidence.ts';
import { type Found, NOTHING, propose } from './proposal.ts';

/** Demands an actor where there always was one, and lets nobody act where nobody ever did. */
export function narrowDelegation({ document: { delegation }, uses }: Evidence): Found {
  if (delegation === undefined) return NOTHING;
  const acting = uses.filter(({ input }) => input.actor !== undefined).length;
  if (acting === 0) {
    return propose({
      member: 'delegation',
      text: 'lets nobody act for the subject',
      because: 'no request came with an actor',
      fixes: [{ kind: 'remove', path: ['delegation'] }],
    });
  }
  if (acting < uses.length || delegation.required) return NOTHING;
  return propose({
    member: 'delegation.required',
    text: 'grants nothing without an actor',
    because: 'all requests came with an actor',
    fixes: [{ kind: 'put', path: ['delegation', 'required'], value: true }],
  });
}
