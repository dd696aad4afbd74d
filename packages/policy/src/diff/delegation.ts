import type { CompiledActor, CompiledDelegation } from '../compile/compiled.ts';
import { describeMatch, isSameMatch } from './conditions.ts';
import { bounded, type Effect, effect, type Pair, replaced } from './effect.ts';

const NOBODY: CompiledDelegation = { actors: [], required: false, maxDepth: 1 };

/** What has changed of who may act for the subject. */
export function delegationChanges([before, after]: Pair<CompiledDelegation | undefined>): readonly Effect[] {
  const [was, is] = [before ?? NOBODY, after ?? NOBODY];
  const come = is.actors.filter((actor) => !was.actors.some((other) => isSameActor(actor, other)));
  const gone = was.actors.filter((actor) => !is.actors.some((other) => isSameActor(actor, other)));
  return [
    ...come.map((actor) =>
      effect('delegation.actors', `lets act: ${told(actor)}`, 'wider', [undefined, told(actor)]),
    ),
    ...gone.map((actor) =>
      effect('delegation.actors', `no longer lets act: ${told(actor)}`, 'narrower', [told(actor), undefined]),
    ),
    ...replaced(
      'delegation.required',
      [was.required, is.required],
      is.required ? 'grants nothing without an actor' : 'grants without an actor too',
      is.required ? 'narrower' : 'wider',
    ),
    ...(before === undefined || after === undefined
      ? []
      : bounded(
          'delegation.maxDepth',
          [was.maxDepth, is.maxDepth],
          (depth) => `lets ${depth} act one for another`,
          String,
        )),
  ];
}

function isSameActor(a: CompiledActor, b: CompiledActor): boolean {
  return a.issuer === b.issuer && isSameMatch(a.conditions, b.conditions);
}

function told({ issuer, conditions }: CompiledActor): string {
  return `tokens of ${issuer} with ${describeMatch(conditions)}`;
}
