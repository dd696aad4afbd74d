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
  const tested = {
    conditions: match.conditions,
    when: when?.ok ? when.value : undefined,
    anchor: anchorOf(match.conditions, profile, around.memo.shape),
  };
  if (document.effect === 'deny' || target === undefined) {
    return { mapping: within(document, denial(located, tested)), problems };
  }
  const { grant, problems: grantProblems } = memo.grant(document.grant, target);
  const delegation = compileDelegation(document, around);
  problems.push(...grantProblems, ...delegation.problems);
  const gives = { grant, delegation: delegation.delegation };
  return { mapping: within(document, permission(located, tested, gives)), problems };
}

type Tested = Pick<CompiledMapping, 'conditions' | 'when' | 'anchor'>;

/**
 * Members are written out, those that decisions read first: so the engine keeps them all in one object and side by
 * side, and of a million mappings a decision reads two cache lines. A spread would put half of them elsewhere.
 */
function permission(
  located: LocatedDocument<MappingDocument>,
  { conditions, when, anchor }: Tested,
  { grant, delegation }: Pick<CompiledAllow, 'grant' | 'delegation'>,
): CompiledAllow {
  const { enabled, id, issuer, target, owner, purpose } = located.document;
  const { scopes } = grant;
  const effect = 'allow';
  return {
    conditions,
    enabled,
    when,
    delegation,
    id,
    grant,
    scopes,
    effect,
    issuer,
    target,
    owner,
    purpose,
    anchor,
    located,
  };
}

function denial(
  located: LocatedDocument<MappingDocument>,
  { conditions, when, anchor }: Tested,
): CompiledDeny {
  const { enabled, id, issuer, target, owner, purpose } = located.document;
  const effect = 'deny';
  return {
    conditions,
    enabled,
    when,
    id,
    scopes: [],
    effect,
    issuer,
    target,
    owner,
    purpose,
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
