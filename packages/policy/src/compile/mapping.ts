import { type Condition, compileCondition } from '../condition/condition.ts';
import type { LocatedDocument, MemberPath } from '../document/document.ts';
import type { AllowDocument, DelegationForm, MappingDocument } from '../document/mapping.ts';
import type { ClaimCondition } from '../matcher/compile.ts';
import { compileMatch } from '../matcher/compile.ts';
import { didYouMean } from '../parse/nearest.ts';
import type { Problem } from '../problem.ts';
import type { TextTemplate, ValueTemplate } from '../template/template.ts';
import type { BindingDemand, TrustedMapping, TrustedTarget } from '../trust.ts';
import { compileGrant } from './grant.ts';
import type { CompiledIssuer } from './rules.ts';

interface EveryMapping extends TrustedMapping {
  readonly conditions: readonly ClaimCondition[];
  readonly when?: Condition;
  readonly located: LocatedDocument<MappingDocument>;
}

export interface CompiledAllow extends EveryMapping {
  readonly effect: 'allow';
  readonly grant: CompiledGrant;
  readonly delegation?: CompiledDelegation;
}

export interface CompiledDeny extends EveryMapping {
  readonly effect: 'deny';
}

export type CompiledMapping = CompiledAllow | CompiledDeny;

export interface CompiledGrant {
  /** Seconds, within every bound. */
  readonly lifetime: number;
  readonly binding: BindingDemand;
  /** Absent: the workload's key. */
  readonly subject?: TextTemplate;
  readonly claims: readonly (readonly [string, ValueTemplate])[];
}

export interface CompiledDelegation {
  readonly actors: readonly { readonly issuer: string; readonly conditions: readonly ClaimCondition[] }[];
  readonly required: boolean;
  readonly maxDepth: number;
}

export interface CompiledMappingResult {
  /** Absent where the issuer or target is unknown. */
  readonly mapping?: CompiledMapping;
  readonly problems: readonly Problem[];
}

/** What a mapping may refer to. */
export interface Surroundings {
  readonly issuers: ReadonlyMap<string, CompiledIssuer>;
  readonly targets: ReadonlyMap<string, TrustedTarget>;
}

/** Compiles a Mapping document against its issuer and target. Does not compare it with other mappings. */
export function compileMapping(
  located: LocatedDocument<MappingDocument>,
  { issuers, targets }: Surroundings,
): CompiledMappingResult {
  const { document } = located;
  const issuer = issuers.get(document.issuer);
  const target = targets.get(document.target);
  const problems = [
    ...(issuer === undefined ? [unknown('issuer', document.issuer, issuers.keys(), ['issuer'])] : []),
    ...(target === undefined && document.target !== '*'
      ? [unknown('target', document.target, targets.keys(), ['target'])]
      : []),
  ];
  if (issuer === undefined || problems.length > 0) return { problems };

  const match = compileMatch(document.match, issuer.profile, ['match']);
  const when = document.when === undefined ? undefined : compileCondition(document.when);
  problems.push(...match.problems);
  if (when?.ok === false)
    problems.push({
      rule: 'condition',
      path: ['when'],
      ...when.error,
      message: `when ${when.error.message}`,
    });
  const every = {
    ...describe(document),
    conditions: match.conditions,
    ...(when?.ok ? { when: when.value } : {}),
    located,
  };
  if (document.effect === 'deny' || target === undefined) {
    return { mapping: { ...every, effect: 'deny', scopes: [] }, problems };
  }
  const grant = compileGrant(document.grant, target, issuer.profile);
  const delegation = compileDelegation(document, issuers);
  problems.push(...grant.problems, ...delegation.problems);
  const { scopes } = document.grant;
  const mapping = { ...every, effect: 'allow' as const, scopes: [...new Set(scopes)], grant: grant.grant };
  if (delegation.delegation === undefined) return { mapping, problems };
  return { mapping: { ...mapping, delegation: delegation.delegation }, problems };
}

function describe(document: MappingDocument): Omit<TrustedMapping, 'effect' | 'scopes'> {
  const { id, issuer, target, owner, purpose, enabled, notBefore, expires, reviewBy } = document;
  return {
    id,
    issuer,
    target,
    owner,
    purpose,
    enabled,
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(expires === undefined ? {} : { expires }),
    ...(reviewBy === undefined ? {} : { reviewBy }),
  };
}

function unknown(what: 'issuer' | 'target', id: string, known: Iterable<string>, path: MemberPath): Problem {
  return {
    rule: `unknown-${what}`,
    path,
    message: `there is no ${what} ${JSON.stringify(id)}`,
    hint: didYouMean(id, known),
  };
}

interface DelegationResult {
  readonly delegation?: CompiledDelegation;
  readonly problems: readonly Problem[];
}

function compileDelegation(
  { delegation }: AllowDocument,
  issuers: Surroundings['issuers'],
): DelegationResult {
  if (delegation === undefined) return { problems: [] };
  const compiled = delegation.actors.map((actor, index) => compileActor(actor, index, issuers));
  return {
    delegation: {
      actors: compiled.map(({ issuer, conditions }) => ({ issuer, conditions })),
      required: delegation.required,
      maxDepth: delegation.maxDepth,
    },
    problems: compiled.flatMap(({ problems }) => problems),
  };
}

function compileActor(
  { issuer: id, match }: DelegationForm['actors'][number],
  index: number,
  issuers: Surroundings['issuers'],
) {
  const at = ['delegation', 'actors', index];
  const issuer = issuers.get(id);
  if (issuer === undefined) {
    return {
      issuer: id,
      conditions: [],
      problems: [unknown('issuer', id, issuers.keys(), [...at, 'issuer'])],
    };
  }
  return { issuer: id, ...compileMatch(match, issuer.profile, [...at, 'match']) };
}
