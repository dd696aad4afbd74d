import type { VerifiedIdentity } from '@cambio/claims';
import { err, type Result } from '@cambio/oauth';
import type { CompiledIssuer } from '../compile/compiled.ts';
import type { DecisionTables } from '../compile/compiled-trust.ts';
import { type ConditionInput, ConvertedInput } from '../condition/input.ts';
import type { DenyReason } from '../decision.ts';
import { type Marker, markersOf } from './delegation.ts';
import type { Scene } from './scene.ts';
import { scopesAtStake } from './scopes.ts';

/**
 * Why a token does not meet what its issuer requires of every token of its own, or is none to act by; `undefined` when
 * all tokens do.
 */
export function guardRefusal(tables: DecisionTables, scene: Scene): DenyReason | undefined {
  if (!holds(subjectGuard(scene))) return 'issuer_condition';
  const { actor } = scene.input;
  if (actor === undefined) return undefined;
  if (!holds(actorGuard(tables, actor, scene))) return 'actor_issuer_condition';
  return actorMarkers(tables, actor).length > 0 ? 'actor_is_delegated' : undefined;
}

/** What an issuer's guard gives; `undefined`: it has none. */
export type GuardOutcome = Result<boolean, string> | undefined;

export function subjectGuard(scene: Scene): GuardOutcome {
  const { issuer, target, values } = scene;
  return evaluate(issuer, values.asking(target.id, scopesAtStake(scene)));
}

/** The actor's issuer judges it as it would a subject: its own token is `claims`, and there is no actor. */
export function actorGuard(tables: DecisionTables, actor: VerifiedIdentity, scene: Scene): GuardOutcome {
  const issuer = tables.issuers.get(actor.issuer);
  if (issuer?.enabled !== true) return err(`no issuer ${actor.issuer} is declared and enabled`);
  const { request, now } = scene.input;
  return evaluate(
    issuer,
    new ConvertedInput({ subject: actor, request, now }).asking(scene.target.id, scopesAtStake(scene)),
  );
}

/** What in the actor's own token says that somebody else acts for it: issued as the one who acts, it would hide that. */
export function actorMarkers({ issuers }: DecisionTables, actor: VerifiedIdentity): readonly Marker[] {
  const issuer = issuers.get(actor.issuer);
  return issuer === undefined ? [] : markersOf(actor.claims, issuer.profile);
}

function evaluate({ require: guard }: CompiledIssuer, inputs: ConditionInput): GuardOutcome {
  return guard?.evaluate(inputs);
}

/** An error is a no. */
function holds(outcome: GuardOutcome): boolean {
  return outcome === undefined || (outcome.ok && outcome.value);
}
