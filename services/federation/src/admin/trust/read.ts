import { err, isJsonObject, type JsonObject, ok } from '@cambio/oauth';
import { type DocumentKind, findDocument, isDocumentKind, readPieces, type SourceText } from '@cambio/policy';
import type { Settings } from '@cambio/settings';
import type { ActiveTrust } from '../../trust/active-trust.ts';
import { inSlices } from '../../trust/in-slices.ts';
import { trustOperations as operations } from '../contract/trust.ts';
import { implement } from '../operation.ts';

export interface ReadParts {
  readonly trust: Pick<ActiveTrust, 'current'>;
  /** Documents of the settings: part of no revision. */
  readonly configured: Settings['admin']['documents'];
}

/** The documents in force. */
export function readHandlers({ trust, configured }: ReadParts) {
  return {
    readTrust: implement(operations.readTrust, () => {
      const { revision, files } = trust.current();
      const written = configured.map((document) => document.written);
      return ok({ status: 200, body: { revision, files, configured: written }, revision });
    }),

    listDocuments: implement(operations.listDocuments, async ({ query: { kind } }) => {
      const { revision, files } = trust.current();
      const written = await inSlices(documentsIn(files));
      const all = [...configured.map(toldConfigured), ...written];
      const documents = all.filter((each) => kind === undefined || each.kind === kind);
      return ok({ status: 200, body: { revision, documents }, revision });
    }),

    readDocument: implement(operations.readDocument, ({ path }) => {
      const { revision, files } = trust.current();
      const found = findDocument(files, path);
      if (found === undefined) return err({ reason: 'no_such_document' });
      return ok({ status: 200, body: { revision, ...found }, revision });
    }),
  };
}

/** A document a step: they are not kept as they were written, only as texts. */
function* documentsIn(files: readonly SourceText[]) {
  const found: ListedDocument[] = [];
  for (const file of files) {
    for (const { documents } of readPieces(file)) {
      for (const read of documents) {
        if (!read.ok || !isJsonObject(read.value)) continue;
        const { kind, id } = read.value;
        if (isDocumentKind(kind) && typeof id === 'string')
          found.push({ kind, id, path: file.path, document: read.value });
      }
      yield;
    }
  }
  return found;
}

interface ListedDocument {
  readonly kind: DocumentKind;
  readonly id: string;
  readonly path: string;
  readonly document: JsonObject;
}

function toldConfigured({ document: { kind, id }, written, locate }: ReadParts['configured'][number]) {
  return { kind, id, path: locate([]).file, document: written, configured: true as const };
}
