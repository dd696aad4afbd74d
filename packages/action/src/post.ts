import { keepOutOfCoreFiles } from './core-files.ts';
import { revokeToken } from './revoke-token.ts';
import { stepRunner } from './wiring.ts';

/** What the runner does for the step when the job ends, also where it failed: gives the token back. */
keepOutOfCoreFiles();
await revokeToken(stepRunner(), { fetch });
