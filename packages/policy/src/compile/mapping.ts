import { anchorOf } from '../candidates/anchor.ts';
import type { LocatedDocument, MemberPath } from '../document/document.ts';
import type { AllowDocument, DelegationForm, MappingDocument } from '../document/mapping.ts';
import { compileMatch } from '../matcher/compile.ts';
import { didYouMean } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import type {
  CompiledActor,
  CompiledAllow,
  CompiledDelegation,
  CompiledDeny,
  CompiledMapping,
} from './compiled.ts';
import { conditionProblems } from './condition-problems.ts';
import type { Surroundings } from './surroundings.ts';

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
  const memo = around.memo.provider(profile);
  const match = compileMatch(document.match, memo.entry, ['match']);
  const when = document.when === undefined ? undefined : memo.condition(document.when);
  const problems = [...match.problems, ...conditionProblems('when', when)];
  const anchor = anchorOf(match.conditions, profile, around.memo.shape);
  const common = {
    // The ids of issuer and target, not the texts that repeat them: those a decision compares without reading them.
    issuer: issuer.id,
    target: target?.id ?? document.target,
    located,
    conditions: match.conditions,
    when: when?.ok ? when.value : undefined,
    anchor,
  };
  if (document.effect === 'deny' || target === undefined) {
    return { mapping: within(document, denial(common)), problems };
  }
  const { grant, problems: grantProblems } = memo.grant(document.grant, target);
  const delegation = compileDelegation(document, around);
  problems.push(...grantProblems, ...delegation.problems);
  const gives = { grant, delegation: delegation.delegation };
  return { mapping: within(document, permission(common, gives)), problems };
}

type Common = Pick<CompiledMapping, 'issuer' | 'target' | 'located' | 'conditions' | 'when' | 'anchor'>;

/** Members are written out, so that the engine keeps them all in one object: a spread would put half of them in another. */
function permission(
  { issuer, target, located, conditions, when, anchor }: Common,
  { grant, delegation }: Pick<CompiledAllow, 'grant' | 'delegation'>,
): CompiledAllow {
  const { enabled, id, owner, purpose } = located.document;
  const { scopes } = grant;
  const effect = 'allow';
  return {
    issuer,
    target,
    enabled,
    when,
    delegation,
    effect,
    scopes,
    grant,
    id,
    owner,
    purpose,
    conditions,
    anchor,
    located,
  };
}

function denial({ issuer, target, located, conditions, when, anchor }: Common): CompiledDeny {
  const { enabled, id, owner, purpose } = located.document;
  const effect = 'deny';
  return {
    issuer,
    target,
    enabled,
    when,
    effect,
    scopes: [],
    id,
    owner,
    purpose,
    conditions,
    anchor,
    located,
  };
}

/** A mapping with the times that its document states; most state none. */
function within<M extends CompiledMapping>({ notBefore, expires, reviewBy }: MappingDocument, mapping: M): M {
  if (notBefore === undefined && expires === undefined && reviewBy === undefined) return mapping;
  return {
    ...mapping,
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
  const memo = around.memo.provider(issuer.profile);
  const { conditions, problems } = compileMatch(match, memo.entry, [...at, 'match']);
  return { actor: { issuer: id, conditions }, problems };
}
