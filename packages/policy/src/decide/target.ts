import { err, ok, type Result } from '@cambio/oauth';
import type { DecisionTables } from '../compile/compiled-trust.ts';
import type { DecisionRequest, DenyReason } from '../decision.ts';
import type { TrustedTarget } from '../trust.ts';

/** The target a request names; `undefined` when it names none. Names are compared as exact strings. */
export function namedTarget(
  { byAudience, byResource }: DecisionTables,
  { audience, resource }: DecisionRequest,
): Result<TrustedTarget | undefined, DenyReason> {
  if (audience === undefined && resource === undefined) return ok(undefined);
  const byName = audience === undefined ? undefined : byAudience.get(audience);
  const byPlace = resource === undefined ? undefined : byResource.get(resource);
  if (audience !== undefined && byName?.enabled !== true) return err('unknown_target');
  if (resource !== undefined && byPlace?.enabled !== true) return err('unknown_target');
  if (byName !== undefined && byPlace !== undefined && byName !== byPlace) return err('target_mismatch');
  return ok(byName ?? byPlace);
}
