import type { Diagnostic } from '../diagnostic.ts';
import { documentName, type LocatedDocument } from '../document/document.ts';
import { diagnose, type Problem } from '../problem.ts';

/** Problems as they are found, at their places. */
export class ProblemLog {
  readonly diagnostics: Diagnostic[] = [];
  /** Documents with problems. */
  readonly names = new Set<string>();

  add(located: LocatedDocument, problems: readonly Problem[]): void {
    if (problems.length === 0) return;
    this.diagnostics.push(...problems.map((problem) => diagnose(located, problem)));
    this.names.add(documentName(located.document));
  }

  get hasErrors(): boolean {
    return this.diagnostics.some(({ severity }) => severity === 'error');
  }
}
