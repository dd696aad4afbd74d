import { documentName, type LocatedDocument, type TrustDocument } from '../document/document.ts';
import type { IssuerDocument } from '../document/issuer.ts';
import type { MappingDocument } from '../document/mapping.ts';
import type { TargetDocument } from '../document/target.ts';
import type { Problem } from '../problem.ts';

/** Documents to add or replace, and documents to leave out. */
export interface TrustChange {
  readonly put: readonly LocatedDocument[];
  readonly remove: readonly Pick<TrustDocument, 'kind' | 'id'>[];
}

/** A change, by kind. */
export interface SortedChange {
  readonly issuers: KindChange<IssuerDocument>;
  readonly targets: KindChange<TargetDocument>;
  readonly mappings: KindChange<MappingDocument>;
  /** Documents put a second time. */
  readonly repeated: readonly LocatedDocument[];
}

export interface KindChange<D extends TrustDocument> {
  readonly put: ReadonlyMap<string, LocatedDocument<D>>;
  readonly removed: ReadonlySet<string>;
}

export function sortChange({ put, remove }: TrustChange): SortedChange {
  const issuers = new Map<string, LocatedDocument<IssuerDocument>>();
  const targets = new Map<string, LocatedDocument<TargetDocument>>();
  const mappings = new Map<string, LocatedDocument<MappingDocument>>();
  const repeated: LocatedDocument[] = [];
  for (const located of put) {
    const { id } = located.document;
    const isNew = isIssuer(located)
      ? add(issuers, id, located)
      : isTarget(located)
        ? add(targets, id, located)
        : isMapping(located) && add(mappings, id, located);
    if (!isNew) repeated.push(located);
  }
  const removed = (kind: TrustDocument['kind']) =>
    new Set(remove.filter((document) => document.kind === kind).map(({ id }) => id));
  return {
    issuers: { put: issuers, removed: removed('Issuer') },
    targets: { put: targets, removed: removed('Target') },
    mappings: { put: mappings, removed: removed('Mapping') },
    repeated,
  };
}

function add<D extends TrustDocument>(
  documents: Map<string, LocatedDocument<D>>,
  id: string,
  located: LocatedDocument<D>,
): boolean {
  if (documents.has(id)) return false;
  documents.set(id, located);
  return true;
}

function isIssuer(located: LocatedDocument): located is LocatedDocument<IssuerDocument> {
  return located.document.kind === 'Issuer';
}

function isTarget(located: LocatedDocument): located is LocatedDocument<TargetDocument> {
  return located.document.kind === 'Target';
}

function isMapping(located: LocatedDocument): located is LocatedDocument<MappingDocument> {
  return located.document.kind === 'Mapping';
}

/** The ids that a change touches. */
export function touchedIds<D extends TrustDocument>({ put, removed }: KindChange<D>): ReadonlySet<string> {
  return new Set([...put.keys(), ...removed]);
}

export function writtenTwice({ document }: LocatedDocument): Problem {
  return { rule: 'duplicate-id', path: ['id'], message: `${documentName(document)} is written twice` };
}
