import type { Diagnostic } from '@cambio/policy';
import type { Findings } from '../../src/check/findings.ts';

/** An error with a hint, and a warning about a setting that is in no file. */
export const DIAGNOSTICS: readonly Diagnostic[] = [
  {
    severity: 'error',
    rule: 'unknown-member',
    position: { file: 'trust/my file.yaml', line: 12, column: 3 },
    message: 'grant has no member "scope"',
    hint: 'did you mean scopes?',
  },
  {
    severity: 'warning',
    rule: 'schema',
    position: { file: 'environment variable CAMBIO_LISTEN_PORT', line: 1, column: 1 },
    message: 'listen.port: 100% wrong',
  },
];

export const FINDINGS: Findings = {
  diagnostics: DIAGNOSTICS,
  fixed: [],
  mendable: 0,
  files: ['trust/my file.yaml'],
  documents: 3,
  tests: 1,
  failed: true,
};
