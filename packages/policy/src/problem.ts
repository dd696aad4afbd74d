import type { Diagnostic } from './diagnostic.ts';
import { documentName, type LocatedDocument, type MemberPath } from './document/document.ts';
import type { Fix } from './fix/fix.ts';

/** Something wrong with a member of a document, before it is known where that was written. */
export interface Problem {
  readonly rule: string;
  /** The member it is about. */
  readonly path: MemberPath;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly fix?: Fix | undefined;
  /** Absent: an error, which keeps the documents from being loaded. */
  readonly severity?: Diagnostic['severity'];
}

/** Whether a problem keeps the documents from being loaded. */
export function isError({ severity }: Problem): boolean {
  return severity === undefined || severity === 'error';
}

export function diagnose({ locate, document }: LocatedDocument, problem: Problem): Diagnostic {
  return diagnoseAt(locate, problem, documentName(document));
}

/** The same where a document is too broken to be one; `document` is its name, if it has got one. */
export function diagnoseAt(
  locate: LocatedDocument['locate'],
  { rule, path, message, hint, fix, severity }: Problem,
  document?: string,
): Diagnostic {
  return {
    severity: severity ?? 'error',
    rule,
    position: locate(path),
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(fix === undefined ? {} : { fix }),
    ...(document === undefined ? {} : { document }),
  };
}
