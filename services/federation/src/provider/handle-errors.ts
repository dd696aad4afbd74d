import type Koa from 'koa';
import type { Logger } from 'pino';
import { answerErrors } from '../http/answer-errors.ts';

/** For what fails outside the framework's own handling: it would tell that as text, on standard error and to the caller. */
export function handleErrors(framework: Koa, log: Logger): void {
  // What goes wrong once an answer has begun: its caller went away.
  framework.on('error', (error: unknown) => log.debug({ err: error }, 'answer cut off'));
  framework.use(answerErrors(log));
}
