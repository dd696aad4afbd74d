import { isJsonObject } from '@cambio/oauth';
import type { CompiledAllow } from '../compile/compiled.ts';
import { SELF } from '../compile/issuer.ts';
import type { BindingKind } from '../decision.ts';
import type { BindingDemand } from '../trust.ts';
import type { Scene } from './scene.ts';

/**
 * Whether the caller shows every binding that is demanded: by the target, by the mapping, and by a subject token of
 * this gateway that is bound itself. That the key is the same as that token's is for whoever checks the proof.
 */
export function hasBinding({ grant }: CompiledAllow, scene: Scene): boolean {
  const { binding } = scene.input.request;
  return [scene.target.token.binding, grant.binding, subjectBinding(scene)].every((demand) =>
    satisfies(binding, demand),
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
