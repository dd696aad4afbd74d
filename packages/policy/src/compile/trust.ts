import { CandidateIndex } from '../candidates/candidate-index.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { documentName, type LocatedDocument } from '../document/document.ts';
import type { IssuerDocument } from '../document/issuer.ts';
import type { MappingDocument } from '../document/mapping.ts';
import type { TargetDocument } from '../document/target.ts';
import { diagnose, type Problem } from '../problem.ts';
import type { CompiledTrust, GatewayDefaults, TrustedTarget } from '../trust.ts';
import { compileIssuer, SELF, selfIssuer } from './issuer.ts';
import { type CompiledAllow, type CompiledDeny, type CompiledMapping, compileMapping } from './mapping.ts';
import type { CompiledIssuer } from './rules.ts';
import { compileTarget } from './target.ts';

export interface CompiledDocuments {
  /** Absent when any diagnostic is an error: documents are in force all together, or not at all. */
  readonly trust: CompiledTrust | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Compiles documents that satisfied their schemas into a new trust. */
export function compileTrust(
  documents: readonly LocatedDocument[],
  gateway: GatewayDefaults,
): CompiledDocuments {
  const diagnostics: Diagnostic[] = [];
  const report = (located: LocatedDocument, problems: readonly Problem[]) => {
    diagnostics.push(...problems.map((problem) => diagnose(located, problem)));
  };
  for (const located of repeated(documents)) {
    report(located, [
      { rule: 'duplicate-id', path: ['id'], message: `${documentName(located.document)} is written twice` },
    ]);
  }
  const targets = new Map<string, TrustedTarget>();
  for (const located of documents.filter(isTarget)) {
    const { target, problems } = compileTarget(located.document, gateway);
    report(located, problems);
    targets.set(target.id, target);
  }
  const issuers = new Map<string, CompiledIssuer>();
  issuers.set(
    SELF,
    selfIssuer(
      gateway,
      [...targets.values()].map(({ audience }) => audience),
    ),
  );
  for (const located of documents.filter(isIssuer)) {
    const { issuer, problems } = compileIssuer(located.document, gateway);
    report(located, problems);
    if (issuer !== undefined) issuers.set(issuer.id, issuer);
  }
  const mappings = new Map<string, CompiledMapping>();
  for (const located of documents.filter(isMapping)) {
    const { mapping, problems } = compileMapping(located, { issuers, targets });
    report(located, problems);
    if (mapping !== undefined) mappings.set(mapping.id, mapping);
  }
  if (diagnostics.some(({ severity }) => severity === 'error')) return { trust: undefined, diagnostics };
  return { trust: assemble(gateway, issuers, targets, mappings), diagnostics };
}

function assemble(
  gateway: GatewayDefaults,
  issuers: ReadonlyMap<string, CompiledIssuer>,
  targets: ReadonlyMap<string, TrustedTarget>,
  mappings: ReadonlyMap<string, CompiledMapping>,
): CompiledTrust {
  const all = [...targets.values()];
  const rules = {
    gateway,
    issuers,
    targets,
    mappings,
    byAudience: new Map(
      all.flatMap((target) => [target.id, target.audience].map((name) => [name, target] as const)),
    ),
    byResource: new Map(
      all.flatMap((target) => [target.audience, ...target.resources].map((name) => [name, target] as const)),
    ),
    allows: CandidateIndex.of(
      [...mappings.values()].filter((mapping): mapping is CompiledAllow => mapping.effect === 'allow'),
    ),
    denies: CandidateIndex.of(
      [...mappings.values()].filter((mapping): mapping is CompiledDeny => mapping.effect === 'deny'),
    ),
  };
  return { issuers, targets, mappings, rules };
}

function repeated(documents: readonly LocatedDocument[]): readonly LocatedDocument[] {
  const seen = new Set<string>();
  return documents.filter(({ document }) => seen.size === seen.add(documentName(document)).size);
}

function isTarget(located: LocatedDocument): located is LocatedDocument<TargetDocument> {
  return located.document.kind === 'Target';
}

function isIssuer(located: LocatedDocument): located is LocatedDocument<IssuerDocument> {
  return located.document.kind === 'Issuer';
}

function isMapping(located: LocatedDocument): located is LocatedDocument<MappingDocument> {
  return located.document.kind === 'Mapping';
}
