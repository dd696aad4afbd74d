import type { Deny, DenyReason } from '../decision.ts';
import type { Scene } from './scene.ts';

/** A denial; on the scene's target, where there was one. */
export function deny(reason: DenyReason, scene?: Scene, mapping?: string): Deny {
  return {
    outcome: 'deny',
    reason,
    ...(scene === undefined ? {} : { target: scene.target.id }),
    ...(mapping === undefined ? {} : { mapping }),
  };
}
