import type { Schemas } from '@cambio/admin-client';
import type { Diagnostic, DocumentKind, DocumentName } from '@cambio/policy';
import { queryOptions } from '@tanstack/react-query';
import { admin } from '../../../api/admin.ts';
import { answered, Refused } from '../../../api/answered.ts';

/** What the end of a document would do, or what stands in its way. */
export type Removal =
  | { readonly outcome: 'possible'; readonly record: Schemas['Replay'] | undefined }
  | { readonly outcome: 'in-use'; readonly by: readonly Pick<Diagnostic, 'document' | 'message'>[] };

/** Asks the gateway what would become of it: nothing is removed. */
export function previewRemoval(name: DocumentName, revision: string) {
  return queryOptions({
    queryKey: ['removal', name.kind, name.id, revision],
    queryFn: async (): Promise<Removal> => {
      try {
        const plan = await answered(
          admin.DELETE('/trust/documents/{kind}/{id}', {
            params: { path: name, query: { dryRun: true, days: 30, reason: 'preview' } },
          }),
        );
        return { outcome: 'possible', record: plan.outcome === 'planned' ? plan.record : undefined };
      } catch (error) {
        if (!(error instanceof Refused) || error.problem.reason !== 'documents_invalid') throw error;
        return { outcome: 'in-use', by: error.problem.diagnostics ?? [] };
      }
    },
    gcTime: 0,
    retry: false,
  });
}

const SELECTORS = { Mapping: 'mapping', Issuer: 'issuer', Target: 'target' } as const satisfies Record<
  DocumentKind,
  string
>;

/** How many live tokens were granted by it, or are of it. */
export function countTokensOf({ kind, id }: DocumentName) {
  return queryOptions({
    queryKey: ['tokens-of', kind, id],
    queryFn: () =>
      answered(admin.GET('/tokens/count', { params: { query: { [SELECTORS[kind]]: id } } })).then(
        ({ tokens }) => tokens,
      ),
    gcTime: 0,
  });
}
