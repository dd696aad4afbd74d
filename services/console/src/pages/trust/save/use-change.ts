import type { Schemas } from '@cambio/admin-client';
import type { DocumentName } from '@cambio/policy';
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { admin } from '../../../api/admin.ts';
import { answered } from '../../../api/answered.ts';
import { sayDone } from '../../../parts/toasts.ts';

/** What came of a change that was asked for. */
export type ChangeOutcome =
  | Schemas['TrustChange']
  | { readonly outcome: 'proposed'; readonly proposal: Schemas['Proposal'] };

/** One document as it shall be; without a text it shall be gone. */
export interface WantedDocument {
  readonly name: DocumentName;
  readonly text: string | undefined;
  readonly reason: string;
  /** The revision it was made from. */
  readonly revision: string;
}

/** Saves a document as a revision, or proposes it where others have to approve. Refused where somebody was faster. */
export function saveDocument({ name, text, reason, revision }: WantedDocument): Promise<ChangeOutcome> {
  const path = '/trust/documents/{kind}/{id}';
  const header = { 'If-Match': `"${revision}"` };
  return text === undefined
    ? answered(admin.DELETE(path, { params: { path: name, header, query: { reason } } }))
    : answered(admin.PUT(path, { params: { path: name, header }, body: { text, reason } }));
}

/** A change of the trust: says what came of it, and has every page read the trust again. */
export function useChange<Wanted>(
  change: (wanted: Wanted) => Promise<ChangeOutcome>,
  onDone: (outcome: ChangeOutcome) => void,
): UseMutationResult<ChangeOutcome, Error, Wanted> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async (outcome) => {
      sayDone(outcomeWords(outcome));
      onDone(outcome);
      await queries.invalidateQueries();
    },
  });
}

function outcomeWords(outcome: ChangeOutcome): string {
  switch (outcome.outcome) {
    case 'applied':
      return `Saved as ${outcome.revision.revision}, and in force.`;
    case 'proposed':
      return 'Proposed: it waits for another admin.';
    case 'unchanged':
      return 'Nothing had to change.';
    case 'planned':
      return 'Nothing was changed.';
  }
}
