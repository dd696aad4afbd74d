import type { Diagnostic, MappingDocument } from '@cambio/policy';
import type { Warning } from '../../api/status.ts';

type Severity = Diagnostic['severity'];

const ORDER: readonly Severity[] = ['error', 'warning', 'info'];

/** What the gateway alone can find, since it knows what is used: as far as the compiler of this page does not say the same. */
export function withGateways(
  diagnostics: readonly Diagnostic[],
  warnings: readonly Warning[],
): readonly Diagnostic[] {
  const known = new Set(diagnostics.map(({ document, rule }) => `${document} ${rule}`));
  const more = warnings.flatMap(({ kind, about, rule, message }): readonly Diagnostic[] =>
    kind === 'lint' && rule !== undefined && !known.has(`${about} ${rule}`)
      ? [
          {
            severity: 'warning',
            rule,
            message,
            document: about,
            position: { file: about, line: 1, column: 1 },
          },
        ]
      : [],
  );
  return [...diagnostics, ...more];
}

/** What lint found, by document (`Mapping/shop`), the gravest first. */
export function findingsByDocument(
  diagnostics: readonly Diagnostic[],
): ReadonlyMap<string, readonly Diagnostic[]> {
  const grouped = Map.groupBy(diagnostics, ({ document }) => document ?? '');
  return new Map(
    [...grouped].map(([name, found]) => [
      name,
      found.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity)),
    ]),
  );
}

/** What narrows the list of mappings down. */
export interface MappingFilter {
  /** A part of the id, the purpose or the owner. */
  readonly q?: string | undefined;
  readonly issuer?: string | undefined;
  readonly target?: string | undefined;
  /** Only those with findings: of a rule, or of any. */
  readonly finding?: string | undefined;
}

/** The mappings that pass a filter, in the order of their ids. */
export function filterMappings(
  mappings: readonly MappingDocument[],
  findings: ReadonlyMap<string, readonly Diagnostic[]>,
  { q, issuer, target, finding }: MappingFilter,
): readonly MappingDocument[] {
  const wanted = q?.toLowerCase();
  return mappings
    .filter(
      (mapping) =>
        (issuer === undefined || mapping.issuer === issuer) &&
        (target === undefined || mapping.target === target) &&
        (wanted === undefined ||
          [mapping.id, mapping.purpose, mapping.owner].some((text) => text.toLowerCase().includes(wanted))) &&
        (finding === undefined ||
          findings.get(`Mapping/${mapping.id}`)?.some(({ rule }) => rule === finding) === true),
    )
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
