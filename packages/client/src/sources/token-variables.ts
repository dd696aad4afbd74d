import { readClaims } from './claims.ts';
import type { Environment } from './source.ts';

/** The variables that hold a JWT made for `audience`, of those whose name passes. */
export function variablesFor(
  audience: string,
  env: Environment,
  named: (variable: string) => boolean = () => true,
): readonly string[] {
  return Object.keys(env).filter(
    (variable) => named(variable) && readClaims(env[variable] ?? '')?.aud.includes(audience),
  );
}
