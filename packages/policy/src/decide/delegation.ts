import { type Claims, lookUp, type Profile, type VerifiedIdentity } from '@cambio/claims';
import { type Actor, isJsonObject, type JsonValue } from '@cambio/oauth';
import type { AllowTerms, CompiledDelegation } from '../compile/compiled.ts';
import { SELF } from '../compile/issuer.ts';
import type { DecisionInput, DenyReason } from '../decision.ts';
import { holds } from '../matcher/matcher.ts';
import type { Scene } from './scene.ts';

/**
 * Why a mapping's delegation does not hold; `undefined` when it does. Checks, in this order: a subject token that
 * says somebody acts or may act has an actor; an actor is there when required; the mapping knows delegation; one of
 * its actors is this one; `may_act`, where stated, names it; the chain is not too deep (RFC 8693 §4.1, §4.4).
 */
export function delegationRefusal(
  { delegation }: AllowTerms,
  { input, issuer }: Scene,
): DenyReason | undefined {
  const { subject, actor } = input;
  if (actor === undefined) {
    const needed = delegation?.required === true || markersOf(subject.claims, issuer.profile).length > 0;
    return needed ? 'actor_required' : undefined;
  }
  if (delegation === undefined) return 'actor_not_allowed';
  if (!isAmong(actor, delegation)) return 'actor_mismatch';
  if (!mayAct(subject.claims, actor.claims)) return 'may_act_mismatch';
  return isTooDeep(input, delegation) ? 'delegation_too_deep' : undefined;
}

/** A claim by which a token says that somebody acts, or may act, for its subject. */
export type Marker = 'act' | 'may_act';

/** An exchange of such a token by itself would wash these off. What a platform calls `act` may be no marker at all. */
export function markersOf(claims: Claims, { act }: Profile): readonly Marker[] {
  const markers: readonly Marker[] = act === 'delegation' ? ['act', 'may_act'] : ['may_act'];
  return markers.filter((marker) => Object.hasOwn(claims, marker));
}

export function isAmong(actor: VerifiedIdentity, { actors }: CompiledDelegation): boolean {
  return actors.some(
    ({ issuer, conditions }) =>
      issuer === actor.issuer &&
      conditions.every(({ path, matcher }) => holds(matcher, lookUp(actor.claims, path))),
  );
}

export function isTooDeep(input: DecisionInput, { maxDepth }: CompiledDelegation): boolean {
  const chain = issuedActor(input);
  return chain === undefined || depthOf(chain) > maxDepth;
}

/** `may_act` only restricts: every member it states must be the actor's own, `sub` among them. */
export function mayAct(subject: Claims, actor: Claims): boolean {
  if (!Object.hasOwn(subject, 'may_act')) return true;
  const named = subject.may_act;
  if (!isJsonObject(named) || typeof named.sub !== 'string') return false;
  return Object.entries(named).every(
    ([name, value]) => typeof value !== 'object' && Object.hasOwn(actor, name) && actor[name] === value,
  );
}

/** The `act` to issue: the actor, and below it whoever acted before, when this gateway says so itself. */
export function issuedActor({ subject, actor }: DecisionInput): Actor | undefined {
  if (actor === undefined) return undefined;
  const { sub, iss } = actor.claims;
  if (typeof sub !== 'string' || typeof iss !== 'string') return undefined;
  if (subject.issuer !== SELF || !Object.hasOwn(subject.claims, 'act')) return { sub, iss };
  const earlier = readActor(subject.claims.act, MAX_NESTING);
  return earlier === undefined ? undefined : { sub, iss, act: earlier };
}

const MAX_NESTING = 10;

function readActor(value: JsonValue | undefined, nesting: number): Actor | undefined {
  if (nesting === 0 || !isJsonObject(value)) return undefined;
  const { sub, iss, act } = value;
  if (typeof sub !== 'string' || (iss !== undefined && typeof iss !== 'string')) return undefined;
  const who = iss === undefined ? { sub } : { sub, iss };
  if (act === undefined) return who;
  const earlier = readActor(act, nesting - 1);
  return earlier === undefined ? undefined : { ...who, act: earlier };
}

function depthOf({ act }: Actor): number {
  return act === undefined ? 1 : 1 + depthOf(act);
}
