import type { Diagnostic } from './diagnostic.ts';
import { documentName, type LocatedDocument, type MemberPath } from './document/document.ts';

/** Something wrong with a member of a document, before it is known where that was written. */
export interface Problem {
  readonly rule: string;
  /** The member it is about. */
  readonly path: MemberPath;
  readonly message: string;
  readonly hint?: string | undefined;
  /** Absent: an error, which keeps the documents from being loaded. */
  readonly severity?: Diagnostic['severity'];
}

/** Whether a problem keeps the documents from being loaded. */
export function isError({ severity }: Problem): boolean {
  return severity === undefined || severity === 'error';
}

export function diagnose(
  located: LocatedDocument,
  { rule, path, message, hint, severity }: Problem,
): Diagnostic {
  return {
    severity: severity ?? 'error',
    rule,
    position: located.locate(path),
    message,
    ...(hint === undefined ? {} : { hint }),
    document: documentName(located.document),
  };
}
