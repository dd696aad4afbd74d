import type { CompiledIssuer } from '../compile/compiled.ts';
import { SELF } from '../compile/issuer.ts';
import { ConvertedInput } from '../condition/input.ts';
import type { DecisionInput } from '../decision.ts';
import type { TrustedTarget } from '../trust.ts';

/** One decision on one target: what the checks look at. */
export interface Scene {
  readonly input: DecisionInput;
  readonly issuer: CompiledIssuer;
  readonly target: TrustedTarget;
  /** The scopes of the subject token, where this gateway issued it: nothing beyond them can be granted. */
  readonly ownScopes?: ReadonlySet<string>;
  /** What would be granted to a request that asks for no scopes: guards and deny mappings judge it as if it asked for these. */
  readonly dueScopes?: readonly string[];
  /** What conditions read. */
  readonly values: ConvertedInput;
}

export function sceneOf(input: DecisionInput, issuer: CompiledIssuer, target: TrustedTarget): Scene {
  const values = new ConvertedInput(input);
  if (issuer.id !== SELF) return { input, issuer, target, values };
  const { scope } = input.subject.claims;
  const ownScopes = new Set(typeof scope === 'string' ? scope.split(' ') : []);
  return { input, issuer, target, values, ownScopes };
}
