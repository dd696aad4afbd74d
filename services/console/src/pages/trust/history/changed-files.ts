import type { SourceText } from '@cambio/policy';

/** A file that one set of files has otherwise than another. */
export interface ChangedFile {
  readonly path: string;
  /** Absent: it was not there. */
  readonly before?: string;
  /** Absent: it is not there any more. */
  readonly after?: string;
}

/** The files that are otherwise, in the order of their paths. */
export function changedFiles(
  before: readonly SourceText[],
  after: readonly SourceText[],
): readonly ChangedFile[] {
  const [was, is] = [textsByPath(before), textsByPath(after)];
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((path) => {
    const [old, now] = [was.get(path), is.get(path)];
    if (old === now) return [];
    return [{ path, ...(old !== undefined && { before: old }), ...(now !== undefined && { after: now }) }];
  });
}

function textsByPath(files: readonly SourceText[]): ReadonlyMap<string, string> {
  return new Map(files.map(({ path, text }) => [path, text]));
}
