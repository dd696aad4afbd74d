import { anchorOf } from '../candidates/anchor.ts';
import type { LocatedDocument, MemberPath } from '../document/document.ts';
import type { AllowDocument, DelegationForm, MappingDocument } from '../document/mapping.ts';
import { compileMatch } from '../matcher/compile.ts';
import { didYouMean } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import type { TrustedMapping } from '../trust.ts';
import type { CompiledActor, CompiledDelegation, CompiledMapping, Surroundings } from './compiled.ts';
import { conditionProblems } from './condition-problems.ts';
import { compileGrant } from './grant.ts';

export interface CompiledMappingResult {
  /** Absent where the issuer or target is unknown. */
  readonly mapping?: CompiledMapping;
  readonly problems: readonly Problem[];
}

/** Compiles a Mapping document against its issuer and target. Does not compare it with other mappings. */
export function compileMapping(
  located: LocatedDocument<MappingDocument>,
  around: Surroundings,
): CompiledMappingResult {
  const { document } = located;
  const issuer = around.issuers.get(document.issuer);
  const target = around.targets.get(document.target);
  const missing = missingReferences(document, around);
  if (issuer === undefined || (target === undefined && document.target !== '*')) return { problems: missing };

  const { profile } = issuer;
  const match = compileMatch(document.match, { profile, memo: around.memo, at: ['match'] });
  const when = document.when === undefined ? undefined : around.memo.condition(document.when, profile);
  const problems = [...match.problems, ...conditionProblems('when', when)];
  const every = {
    ...describe(document),
    conditions: match.conditions,
    when: when?.ok ? when.value : undefined,
    anchor: anchorOf(match.conditions, profile, around.memo.shape),
    located,
  };
  if (document.effect === 'deny' || target === undefined) {
    return { mapping: { ...every, effect: 'deny', scopes: [] }, problems };
  }
  const grant = compileGrant(document.grant, target, profile);
  const delegation = compileDelegation(document, around);
  problems.push(...grant.problems, ...delegation.problems);
  const { scopes } = document.grant;
  return {
    mapping: { ...every, effect: 'allow', scopes, grant: grant.grant, delegation: delegation.delegation },
    problems,
  };
}

function describe(document: MappingDocument): Omit<TrustedMapping, 'effect' | 'scopes'> {
  const { id, issuer, target, owner, purpose, enabled, notBefore, expires, reviewBy } = document;
  const described = { id, issuer, target, owner, purpose, enabled };
  if (notBefore === undefined && expires === undefined && reviewBy === undefined) return described;
  return {
    ...described,
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(expires === undefined ? {} : { expires }),
    ...(reviewBy === undefined ? {} : { reviewBy }),
  };
}

function missingReferences({ issuer, target }: MappingDocument, around: Surroundings): readonly Problem[] {
  return [
    ...missing('issuer', issuer, around, ['issuer']),
    ...(target === '*' ? [] : missing('target', target, around, ['target'])),
  ];
}

function missing(
  what: 'issuer' | 'target',
  id: string,
  { issuers, targets, unread }: Surroundings,
  path: MemberPath,
): readonly Problem[] {
  const known = what === 'issuer' ? issuers : targets;
  if (known.has(id) || unread.has(`${what === 'issuer' ? 'Issuer' : 'Target'}/${id}`)) return [];
  const message = `there is no ${what} ${JSON.stringify(id)}`;
  return [{ rule: `unknown-${what}`, path, message, hint: didYouMean(id, known.keys()) }];
}

interface DelegationResult {
  readonly delegation: CompiledDelegation | undefined;
  readonly problems: readonly Problem[];
}

function compileDelegation({ delegation }: AllowDocument, around: Surroundings): DelegationResult {
  if (delegation === undefined) return { delegation: undefined, problems: [] };
  const { required, maxDepth } = delegation;
  const compiled = delegation.actors.map((actor, index) => compileActor(actor, index, around));
  return {
    delegation: { actors: compiled.map(({ actor }) => actor), required, maxDepth },
    problems: compiled.flatMap(({ problems }) => problems),
  };
}

function compileActor(
  { issuer: id, match }: DelegationForm['actors'][number],
  index: number,
  around: Surroundings,
): { readonly actor: CompiledActor; readonly problems: readonly Problem[] } {
  const at = ['delegation', 'actors', index];
  const issuer = around.issuers.get(id);
  if (issuer === undefined) {
    return {
      actor: { issuer: id, conditions: [] },
      problems: missing('issuer', id, around, [...at, 'issuer']),
    };
  }
  const context = { profile: issuer.profile, memo: around.memo, at: [...at, 'match'] };
  const { conditions, problems } = compileMatch(match, context);
  return { actor: { issuer: id, conditions }, problems };
}
