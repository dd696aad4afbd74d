import type { BindingDemand } from '../trust.ts';
import type { Evidence } from './evidence.ts';
import { type Found, NOTHING, propose } from './proposal.ts';

/** Demands the binding that every request came with. */
export function narrowBinding({ mapping, uses }: Evidence): Found {
  const shown = new Set(uses.map(({ input }) => input.request.binding));
  const demand = demandOf([...shown]);
  if (demand === undefined || !isNarrower(demand, mapping.grant.binding)) return NOTHING;
  return propose({
    member: 'grant.binding',
    text: `demands ${WORDS[demand]}`,
    because: `all requests came with ${WORDS[demand]}`,
    fixes: [{ kind: 'put', path: ['grant', 'binding'], value: demand }],
  });
}

const WORDS = {
  dpop: 'a DPoP proof',
  mtls: 'a client certificate',
  required: 'a proof of possession',
} as const;

function demandOf(shown: readonly string[]): keyof typeof WORDS | undefined {
  if (shown.length === 0 || shown.includes('none')) return undefined;
  if (shown.length > 1) return 'required';
  return shown[0] === 'dpop' ? 'dpop' : 'mtls';
}

function isNarrower(demand: BindingDemand, now: BindingDemand): boolean {
  return now === 'optional' || (now === 'required' && demand !== 'required');
}
