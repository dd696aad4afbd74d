import type { BindingDemand } from '../trust.ts';
import { type Effect, effect, type Pair, type Reach } from './effect.ts';

const DEMANDS: Readonly<Record<BindingDemand, string>> = {
  optional: 'grants to whoever holds the token',
  required: 'demands a key, of any kind',
  dpop: 'demands a DPoP key',
  mtls: 'demands a client certificate',
};

/** That another key than before is demanded of callers. */
export function bindingChange(member: string, pair: Pair<BindingDemand>): readonly Effect[] {
  const [before, after] = pair;
  if (before === after) return [];
  return [effect(member, `${DEMANDS[after]} (was: ${before})`, reachOf(pair), pair)];
}

/** A key of one kind is less than any key, and that is less than none. */
function reachOf([before, after]: Pair<BindingDemand>): Reach {
  if (after === 'optional' || (after === 'required' && before !== 'optional')) return 'wider';
  return before === 'optional' || before === 'required' ? 'narrower' : 'other';
}
