import { keepOutOfCoreFiles } from './core-files.ts';
import { obtainToken } from './obtain-token.ts';
import { exchangeIo, stepRunner } from './wiring.ts';

/** The step itself: gets a token. */
keepOutOfCoreFiles();
process.exitCode = (await obtainToken(stepRunner(), exchangeIo())) ? 0 : 1;
