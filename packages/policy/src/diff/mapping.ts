import type { CompiledAllow, CompiledMapping } from '../compile/compiled.ts';
import { bindingChange } from './binding.ts';
import { conditionChanges } from './conditions.ts';
import { delegationChanges } from './delegation.ts';
import { bounded, type Effect, opposite, type Pair, replaced, setChanges, switched } from './effect.ts';
import { templateValue, textValue } from './template.ts';
import { conditionChange } from './when.ts';
import { windowChanges } from './window.ts';

/** What a mapping does otherwise than before. Who owns it, why it is there, and its tests do not count. */
export function mappingChanges(pair: Pair<CompiledMapping>): readonly Effect[] {
  const [before, after] = pair;
  if (before.effect === 'allow' && after.effect === 'allow') {
    return [...holdingChanges(pair), ...grantChanges([before, after])];
  }
  const turned = replaced(
    'effect',
    [before.effect, after.effect],
    after.effect === 'deny' ? 'denies what it granted' : 'grants what it denied',
    after.effect === 'deny' ? 'narrower' : 'wider',
  );
  const holding = holdingChanges(pair);
  return [
    ...turned,
    ...(after.effect === 'deny' && before.effect === 'deny' ? holding.map(reversed) : holding),
  ];
}

/** A ban that holds for more lets less happen. */
function reversed(effect: Effect): Effect {
  return { ...effect, reach: opposite(effect.reach) };
}

/** When a mapping holds, and for whom. */
function holdingChanges(pair: Pair<CompiledMapping>): readonly Effect[] {
  const [before, after] = pair;
  const each = <T>(get: (mapping: CompiledMapping) => T): Pair<T> => [get(before), get(after)];
  return [
    ...switched(
      'enabled',
      each(({ enabled }) => enabled),
      ['is enabled', 'is disabled'],
    ),
    ...replaced(
      'issuer',
      each(({ issuer }) => issuer),
      `is for tokens of ${after.issuer} (was: ${before.issuer})`,
    ),
    ...replaced(
      'target',
      each(({ target }) => target),
      `is for target ${after.target} (was: ${before.target})`,
    ),
    ...windowChanges(pair),
    ...conditionChanges(each(({ conditions }) => conditions)),
    ...conditionChange(
      'when',
      each(({ when }) => when?.text),
    ),
  ];
}

/** What a mapping gives. */
function grantChanges(pair: Pair<CompiledAllow>): readonly Effect[] {
  const [before, after] = pair;
  const each = <T>(get: (grant: CompiledAllow['grant']) => T): Pair<T> => [
    get(before.grant),
    get(after.grant),
  ];
  return [
    ...setChanges(
      'grant.scopes',
      each(({ scopes }) => scopes),
      (names) => `grants ${names} in addition`,
      (names) => `no longer grants ${names}`,
    ),
    ...bounded(
      'grant.lifetime',
      each(({ lifetime }) => lifetime),
      (life) => `has tokens live ${life}`,
    ),
    ...bindingChange(
      'grant.binding',
      each(({ binding }) => binding),
    ),
    ...replaced(
      'grant.subject',
      each(({ subject }) => subject && textValue(subject)),
      `names the subject ${subjectText(after)} (was: ${subjectText(before)})`,
    ),
    ...claimChanges(pair),
    ...delegationChanges([before.delegation, after.delegation]),
  ];
}

function subjectText({ grant }: CompiledAllow): string {
  return grant.subject === undefined ? "by the workload's key" : JSON.stringify(grant.subject.text);
}

function claimChanges([before, after]: Pair<CompiledAllow>): readonly Effect[] {
  const [claimsBefore, claimsAfter] = [new Map(before.grant.claims), new Map(after.grant.claims)];
  return [...new Set([...claimsBefore.keys(), ...claimsAfter.keys()])].flatMap((name) => {
    const [was, is] = [claimsBefore.get(name), claimsAfter.get(name)];
    const text =
      is === undefined
        ? `no longer adds the claim ${name}`
        : `${was === undefined ? 'adds' : 'makes'} the claim ${name} ${written(after, name)}`;
    return replaced(`grant.claims.${name}`, [was && templateValue(was), is && templateValue(is)], text);
  });
}

/** A claim as the document has it. */
function written({ located: { document } }: CompiledAllow, name: string): string {
  return document.effect === 'deny' ? '' : JSON.stringify(document.grant.claims[name]);
}
