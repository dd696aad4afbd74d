import { isJsonObject } from '@cambio/oauth';
import type { AllowTerms } from '../compile/compiled.ts';
import { SELF } from '../compile/issuer.ts';
import type { BindingKind } from '../decision.ts';
import type { BindingDemand } from '../trust.ts';
import type { Scene } from './scene.ts';

/** Who demands that the token be bound to a key, and to which kind. */
export interface BindingCondition {
  readonly by: 'target' | 'mapping' | 'subject token';
  readonly demand: BindingDemand;
  readonly held: boolean;
}

/**
 * The bindings that are demanded: by the target, by the mapping, and by a subject token of this gateway that is bound
 * itself. That the key is the same as that token's is for whoever checks the proof.
 */
export function bindingConditions({ grant }: AllowTerms, scene: Scene): readonly BindingCondition[] {
  const { binding } = scene.input.request;
  const condition = (by: BindingCondition['by'], demand: BindingDemand) => ({
    by,
    demand,
    held: satisfies(binding, demand),
  });
  return [
    condition('target', scene.target.token.binding),
    condition('mapping', grant.binding),
    condition('subject token', subjectBinding(scene)),
  ];
}

/** Whether the caller shows every binding that is demanded. */
export function hasBinding({ grant }: AllowTerms, scene: Scene): boolean {
  const { binding } = scene.input.request;
  return (
    satisfies(binding, scene.target.token.binding) &&
    satisfies(binding, grant.binding) &&
    satisfies(binding, subjectBinding(scene))
  );
}

function satisfies(binding: BindingKind, demand: BindingDemand): boolean {
  if (demand === 'optional') return true;
  return demand === 'required' ? binding !== 'none' : binding === demand;
}

/** RFC 8705 §3.1, RFC 9449 §6: the confirmation names the kind of key. */
function subjectBinding({ issuer, input }: Scene): BindingDemand {
  const { cnf } = input.subject.claims;
  if (issuer.id !== SELF || cnf === undefined) return 'optional';
  if (isJsonObject(cnf) && Object.hasOwn(cnf, 'jkt')) return 'dpop';
  return isJsonObject(cnf) && Object.hasOwn(cnf, 'x5t#S256') ? 'mtls' : 'required';
}
