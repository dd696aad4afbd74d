import { err, isJsonObject, ok } from '@cambio/oauth';
import { type DocumentName, putDocument, readYaml, removeDocument, type SourceText } from '@cambio/policy';
import { trustOperations as operations } from '../contract/trust.ts';
import { implement } from '../operation.ts';
import type { ChangeTrust } from './change.ts';
import type { ReadParts } from './read.ts';

export type WriteParts = Pick<ReadParts, 'configured'>;

/** Changes of all documents, or of one. */
export function writeHandlers({ configured }: WriteParts, change: ChangeTrust) {
  const isConfigured = ({ kind, id }: DocumentName) =>
    configured.some(({ document }) => document.kind === kind && document.id === id);
  return {
    replaceTrust: implement(operations.replaceTrust, ({ body: { files, reason }, ...call }) =>
      change({ ...call, reason, edit: () => ok(files) }),
    ),

    putDocument: implement(operations.putDocument, ({ path, body: { text, reason }, ...call }) => {
      if (isConfigured(path)) return err({ reason: 'document_configured' });
      if (!isDocument(text, path)) return err({ reason: 'document_mismatch' });
      return change({ ...call, reason, edit: (files) => ok(putDocument(files, path, text)) });
    }),

    deleteDocument: implement(operations.deleteDocument, ({ path, query: { reason, ...query }, ...call }) => {
      if (isConfigured(path)) return err({ reason: 'document_configured' });
      const edit = (files: readonly SourceText[]) => {
        const left = removeDocument(files, path);
        return left === undefined ? err({ reason: 'no_such_document' as const }) : ok(left);
      };
      return change({ ...call, query, reason, edit });
    }),
  };
}

/** Whether a text is one document and says that it is this one. What else is wrong with it, the compiler says. */
function isDocument(text: string, { kind, id }: DocumentName): boolean {
  const [read, ...more] = readYaml({ path: 'document', text });
  if (read === undefined || more.length > 0) return false;
  return !read.ok || (isJsonObject(read.value) && read.value.kind === kind && read.value.id === id);
}
