import type { Environment } from '@cambio/client';
import { createRunner, type Runner } from '../src/runner.ts';

/** A runner that keeps what it is told, each in the order it came: lines, and `FILE+=text` for what is appended. */
export function fakeRunner(env: Environment): { readonly runner: Runner; readonly told: readonly string[] } {
  const told: string[] = [];
  const files = { GITHUB_OUTPUT: 'OUTPUT', GITHUB_ENV: 'ENV', GITHUB_STATE: 'STATE' };
  const runner = createRunner({
    env: { ...files, ...env },
    print: (line) => told.push(line),
    append: (path, text) => told.push(`${path}+=${text}`),
  });
  return { runner, told };
}
