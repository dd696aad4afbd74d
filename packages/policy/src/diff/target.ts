import type { CompiledTarget } from '../compile/compiled.ts';
import { bindingChange } from './binding.ts';
import { bounded, type Effect, type Pair, replaced, setChanges, switched } from './effect.ts';

/** What a target does otherwise than before. Who owns it, and how its scopes are described, does not count. */
export function targetChanges(pair: Pair<CompiledTarget>): readonly Effect[] {
  const [before, after] = pair;
  const each = <T>(get: (target: CompiledTarget) => T): Pair<T> => [get(before), get(after)];
  return [
    ...switched(
      'enabled',
      each(({ enabled }) => enabled),
      ['is enabled', 'is disabled'],
    ),
    ...replaced(
      'audience',
      each(({ audience }) => audience),
      `has tokens for ${after.audience} (was: ${before.audience})`,
    ),
    ...setChanges(
      'resources',
      each(({ resources }) => resources),
      (names) => `can be asked for as ${names} too`,
      (names) => `can no longer be asked for as ${names}`,
    ),
    ...setChanges(
      'scopes',
      each(({ scopes }) => [...scopes.keys()]),
      (names) => `has scopes to grant: ${names}`,
      (names) => `no longer has the scopes ${names}`,
    ),
    ...replaced(
      'token.algorithm',
      each(({ token }) => token.algorithm),
      `has tokens signed with ${after.token.algorithm ?? "the gateway's algorithm"} (was: ${before.token.algorithm ?? "the gateway's"})`,
    ),
    ...bounded(
      'token.lifetime',
      each(({ token }) => token.lifetime),
      (life) => `has tokens live ${life} where a mapping does not say`,
    ),
    ...bounded(
      'token.maxLifetime',
      each(({ token }) => token.maxLifetime),
      (life) => `has tokens live ${life} at the most`,
    ),
    ...bindingChange(
      'token.binding',
      each(({ token }) => token.binding),
    ),
    ...claimChanges(each(({ token }) => token.claims)),
  ];
}

function claimChanges([before, after]: Pair<readonly string[] | undefined>): readonly Effect[] {
  if (before !== undefined && after !== undefined) {
    return setChanges(
      'token.claims',
      [before, after],
      (names) => `takes the claims ${names}`,
      (names) => `no longer takes the claims ${names}`,
    );
  }
  const text =
    after === undefined ? 'takes any claim' : `takes no other claims than ${after.join(', ') || 'its own'}`;
  return replaced('token.claims', [before, after], text, after === undefined ? 'wider' : 'narrower');
}
