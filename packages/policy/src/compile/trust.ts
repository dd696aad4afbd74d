import { CandidateIndex } from '../candidates/candidate-index.ts';
import { PersistentMap } from '../candidates/persistent-map.ts';
import { allowTerms, denyTerms } from '../candidates/terms.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { LocatedDocument, TrustDocument } from '../document/document.ts';
import type { IssuerDocument } from '../document/issuer.ts';
import type { MappingDocument } from '../document/mapping.ts';
import type { TargetDocument } from '../document/target.ts';
import { isError } from '../problem.ts';
import { brokenRules } from '../rules/rules.ts';
import { finish, type Steps } from '../steps.ts';
import type { GatewayDefaults } from '../trust.ts';
import { ADMIN, adminTarget } from './admin.ts';
import {
  type KindChange,
  type SortedChange,
  sortChange,
  type TrustChange,
  touchedIds,
  writtenTwice,
} from './change.ts';
import type {
  CompiledAllow,
  CompiledDeny,
  CompiledIssuer,
  CompiledMapping,
  CompiledTarget,
} from './compiled.ts';
import type { CompiledTrust, TrustTables } from './compiled-trust.ts';
import { CLIENTS, clientsIssuer, compileIssuer, SELF, selfIssuer } from './issuer.ts';
import { compileMapping } from './mapping.ts';
import { Memo } from './memo.ts';
import { issuerClashes, targetNames } from './names.ts';
import { ProblemLog } from './problem-log.ts';
import type { Surroundings } from './surroundings.ts';
import { compileTarget } from './target.ts';

export interface CompiledDocuments {
  /** Absent when any diagnostic is an error: documents are in force all together, or not at all. */
  readonly trust: CompiledTrust | undefined;
  /** The mappings that were compiled. */
  readonly mappings: readonly CompiledMapping[];
  readonly diagnostics: readonly Diagnostic[];
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Compiles documents that satisfied their schemas into a new trust: references, types, conditions, the error rules
 * and the mappings' own tests.
 * @param unread documents that exist but could not be read, as `Target/deployer`, so that references to them are not
 *   reported as well.
 */
export function compileTrust(
  documents: readonly LocatedDocument[],
  gateway: GatewayDefaults,
  unread: ReadonlySet<string> = NONE,
): CompiledDocuments {
  return finish(compileSteps(documents, gateway, unread));
}

/** The same, a mapping a step. */
export function compileSteps(
  documents: readonly LocatedDocument[],
  gateway: GatewayDefaults,
  unread: ReadonlySet<string> = NONE,
): Steps<CompiledDocuments> {
  return recompileSteps(trustOf(blankTables(gateway)), { put: documents, remove: [] }, unread);
}

/**
 * The trust after a change. Compiles what changed and the mappings that refer to it, and shares all else with the
 * trust before, which stays as it is. Diagnostics are about what was compiled.
 */
export function recompile(
  previous: CompiledTrust,
  change: TrustChange,
  unread: ReadonlySet<string> = NONE,
): CompiledDocuments {
  return finish(recompileSteps(previous, change, unread));
}

/** The same, a mapping a step. */
export function* recompileSteps(
  previous: CompiledTrust,
  change: TrustChange,
  unread: ReadonlySet<string> = NONE,
): Steps<CompiledDocuments> {
  const before = unworn(previous.tables);
  const sorted = sortChange(change);
  const log = new ProblemLog();
  for (const located of sorted.repeated) log.add(located, [writtenTwice(located)]);
  const targets = nextTargets(before, sorted.targets, log);
  const names = targets === before.targets ? before : nextNames(targets, log);
  const issuers = nextIssuers(before, sorted.issuers, targets, log);
  const around = { issuers, targets, memo: before.memo, unread: new Set([...unread, ...log.names]) };
  const mappings = yield* nextMappings(before, sorted, around, log);
  const trust = log.hasErrors
    ? undefined
    : trustOf(nextTables(before, { issuers, targets, names, ...mappings }));
  return { trust, mappings: mappings.added, diagnostics: log.diagnostics };
}

/** What is there without any document. */
function blankTables(gateway: GatewayDefaults): TrustTables {
  const admin = adminTarget(gateway);
  const { byAudience, byResource } = targetNames([admin]);
  return {
    gateway,
    memo: new Memo(),
    issuers: new Map([
      [SELF, selfIssuer(gateway, [admin.audience])],
      [CLIENTS, clientsIssuer(gateway)],
    ]),
    targets: new Map([[ADMIN, admin]]),
    mappings: PersistentMap.empty(),
    byAudience,
    byResource,
    allows: CandidateIndex.empty(allowTerms),
    denies: CandidateIndex.empty(denyTerms),
  };
}

function unworn(tables: TrustTables): TrustTables {
  return { ...tables, memo: tables.memo.unworn(tables.mappings.size) };
}

function trustOf(tables: TrustTables): CompiledTrust {
  const { issuers, targets, mappings } = tables;
  return { issuers, targets, mappings, tables };
}

function nextTargets(
  { targets: before, gateway }: TrustTables,
  change: KindChange<TargetDocument>,
  log: ProblemLog,
): ReadonlyMap<string, CompiledTarget> {
  if (isNothing(change)) return before;
  const targets = new Map(before);
  for (const id of change.removed) if (id !== ADMIN) targets.delete(id);
  for (const located of change.put.values()) {
    const { target, problems } = compileTarget(located, gateway);
    log.add(located, problems);
    targets.set(target.id, target);
  }
  return targets;
}

function nextIssuers(
  { issuers: before, targets: targetsBefore, gateway, memo }: TrustTables,
  change: KindChange<IssuerDocument>,
  targets: ReadonlyMap<string, CompiledTarget>,
  log: ProblemLog,
): ReadonlyMap<string, CompiledIssuer> {
  if (isNothing(change) && targets === targetsBefore) return before;
  const issuers = new Map(before);
  for (const id of change.removed) if (id !== SELF && id !== CLIENTS) issuers.delete(id);
  for (const located of change.put.values()) {
    const { issuer, problems } = compileIssuer(located, gateway, memo);
    log.add(located, problems);
    if (issuer === undefined) issuers.delete(located.document.id);
    else issuers.set(issuer.id, issuer);
  }
  for (const { located, problem } of issuerClashes(issuers.values())) log.add(located, [problem]);
  const audiences = [...targets.values()].map(({ audience }) => audience);
  return issuers.set(SELF, selfIssuer(gateway, audiences));
}

interface MappingChanges {
  readonly added: readonly CompiledMapping[];
  readonly removed: readonly CompiledMapping[];
}

function* nextMappings(
  before: TrustTables,
  change: SortedChange,
  around: Surroundings,
  log: ProblemLog,
): Steps<MappingChanges> {
  const added: CompiledMapping[] = [];
  for (const located of mappingsToCompile(before, change)) {
    const { mapping, problems } = compileMapping(located, around);
    log.add(located, problems);
    if (mapping !== undefined && !problems.some(isError)) log.add(located, brokenRules(mapping, around));
    if (mapping !== undefined) added.push(mapping);
    yield;
  }
  return { added, removed: replaced(before, added, change.mappings.removed) };
}

/** What was there of mappings that are put, or removed. */
function replaced(
  { mappings }: TrustTables,
  put: readonly CompiledMapping[],
  removed: ReadonlySet<string>,
): readonly CompiledMapping[] {
  if (mappings.size === 0) return [];
  const gone = new Set([...put.map(({ id }) => id), ...removed]);
  return [...gone].map((id) => mappings.get(id)).filter((mapping) => mapping !== undefined);
}

/** Mappings that are put, and those that stay but refer to an issuer or target that changed. */
function mappingsToCompile(
  { mappings }: TrustTables,
  change: SortedChange,
): readonly LocatedDocument<MappingDocument>[] {
  const put = [...change.mappings.put.values()];
  const changedTargets = touchedIds(change.targets);
  const changedIssuers = touchedIds(change.issuers);
  if (changedTargets.size === 0 && changedIssuers.size === 0) return put;
  const touches = (issuer: string) =>
    changedIssuers.has(issuer) || (issuer === SELF && changedTargets.size > 0);
  const stays = ({ id }: CompiledMapping) => !change.mappings.put.has(id) && !change.mappings.removed.has(id);
  const refers = (mapping: CompiledMapping) =>
    touches(mapping.issuer) ||
    changedTargets.has(mapping.target) ||
    (mapping.effect === 'allow' && mapping.delegation?.actors.some(({ issuer }) => touches(issuer)) === true);
  for (const mapping of mappings.values()) if (stays(mapping) && refers(mapping)) put.push(mapping.located);
  return put;
}

type Names = Pick<TrustTables, 'byAudience' | 'byResource'>;

function nextNames(targets: ReadonlyMap<string, CompiledTarget>, log: ProblemLog): Names {
  const { clashes, ...names } = targetNames(targets.values());
  for (const { located, problem } of clashes) log.add(located, [problem]);
  return names;
}

interface NextParts extends MappingChanges {
  readonly issuers: ReadonlyMap<string, CompiledIssuer>;
  readonly targets: ReadonlyMap<string, CompiledTarget>;
  readonly names: Names;
}

function nextTables(
  before: TrustTables,
  { issuers, targets, names, added, removed }: NextParts,
): TrustTables {
  const put = new Map<string, CompiledMapping>();
  for (const mapping of added) put.set(mapping.id, mapping);
  return {
    gateway: before.gateway,
    memo: before.memo,
    issuers,
    targets,
    mappings: before.mappings.with(
      put,
      removed.map(({ id }) => id).filter((id) => !put.has(id)),
    ),
    byAudience: names.byAudience,
    byResource: names.byResource,
    allows: before.allows.with(added.filter(isAllow), removed.filter(isAllow)),
    denies: before.denies.with(added.filter(isDeny), removed.filter(isDeny)),
  };
}

function isNothing({ put, removed }: KindChange<TrustDocument>): boolean {
  return put.size === 0 && removed.size === 0;
}

function isAllow(mapping: CompiledMapping): mapping is CompiledAllow {
  return mapping.effect === 'allow';
}

function isDeny(mapping: CompiledMapping): mapping is CompiledDeny {
  return mapping.effect === 'deny';
}
