import type { z } from 'zod';
import type { Position } from '../diagnostic.ts';
import { type IssuerDocument, issuerSchema } from './issuer.ts';
import { type MappingDocument, mappingSchema } from './mapping.ts';
import { type TargetDocument, targetSchema } from './target.ts';

export type TrustDocument = IssuerDocument | TargetDocument | MappingDocument;

export type DocumentKind = TrustDocument['kind'];

export function isDocumentKind(kind: unknown): kind is DocumentKind {
  return kind === 'Issuer' || kind === 'Target' || kind === 'Mapping';
}

/** The one schema of each kind: types, JSON Schema, the admin API and the console derive from it. */
export const DOCUMENT_SCHEMAS = {
  Issuer: issuerSchema,
  Target: targetSchema,
  Mapping: mappingSchema,
} as const satisfies Record<DocumentKind, z.ZodType<TrustDocument>>;

/** The way to a member of a document: `['grant', 'scopes', 0]`. */
export type MemberPath = readonly (string | number)[];

/** A document that satisfied its schema, and where it was written. */
export interface LocatedDocument<D extends TrustDocument = TrustDocument> {
  readonly document: D;
  /** The file's path, as it was given. */
  readonly file: string;
  /** Where a member is, or the nearest one around it that was written. */
  readonly locate: (path: MemberPath) => Position;
}

/** Names a document among all that are in force. */
export interface DocumentName {
  readonly kind: DocumentKind;
  readonly id: string;
}

/** How a document is called in diagnostics and changes: `Mapping/shop-deploy-prod`. */
export function documentName({ kind, id }: DocumentName): string {
  return `${kind}/${id}`;
}
