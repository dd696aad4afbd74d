import { failureText, Refused } from '../../../api/answered.ts';
import { Notice } from '../../../parts/notice.tsx';

/** Why a change was not saved; of documents with errors, which. */
export function SaveFailure({ error }: { readonly error: unknown }) {
  const diagnostics = error instanceof Refused ? (error.problem.diagnostics ?? []) : [];
  return (
    <Notice tone="deny" title="It was not saved">
      {failureText(error)}
      {diagnostics.map(({ message, document, position }) => (
        <div key={`${document} ${position.line} ${message}`}>
          {document}: {message}
        </div>
      ))}
    </Notice>
  );
}
