import type { CompiledAllow } from '../compile/compiled.ts';
import type { AdviceRule, LintScene } from './rule.ts';

/** Whoever copies a bearer token out of a log has all it grants; a bound token is worth nothing without the key. */
export const bearerHighSensitivity: AdviceRule = {
  id: 'bearer-high-sensitivity',
  severity: 'warning',
  summary: 'A stolen token is enough to use a scope of high sensitivity.',
  check: (mapping, scene) => {
    if (mapping.effect === 'deny' || isBound(mapping, scene)) return [];
    const scopes = scene.targets.get(mapping.target)?.scopes;
    const high = mapping.scopes.filter((scope) => scopes?.get(scope)?.sensitivity === 'high');
    const [first] = high;
    if (first === undefined) return [];
    return [
      {
        path: ['grant', 'scopes', mapping.scopes.indexOf(first)],
        message: `${high.join(', ')} ${high.length === 1 ? 'is' : 'are'} of high sensitivity, and granted to whoever holds the token`,
        hint: 'set binding to required, dpop or mtls, on this grant or on the target',
      },
    ];
  },
};

function isBound({ grant, target }: CompiledAllow, { targets }: LintScene): boolean {
  return grant.binding !== 'optional' || targets.get(target)?.token.binding !== 'optional';
}
