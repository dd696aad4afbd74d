import { EXIT } from '../exit-code.ts';
import type { Problem } from '../problem.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of its path is no folder',
  EEXIST: 'a part of its path is no folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
};

/** What the file system had to say about a path, as the user's problem. Anything else that was thrown is a bug. */
export function unreadable(path: string, error: unknown): Problem {
  if (!isSystemError(error)) throw error;
  return { exit: EXIT.usage, message: `cannot read ${path}: ${REASONS[error.code] ?? error.code}` };
}

/** The same where it was to be written. */
export function unwritable(path: string, error: unknown): Problem {
  if (!isSystemError(error)) throw error;
  return { exit: EXIT.usage, message: `cannot write ${path}: ${REASONS[error.code] ?? error.code}` };
}

function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
