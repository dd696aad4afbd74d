import { appendFile } from 'node:fs/promises';
import { type ExchangedToken, exchange } from '@cambio/client';
import { err, ok, type Result } from '@cambio/oauth';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { unwritable } from '../files/unreadable.ts';
import { type Problem, report } from '../problem.ts';
import type { Terminal } from '../terminal.ts';
import { problemOf } from './failure.ts';
import { formatToken, type OutputForm, USUAL_VARIABLE } from './output.ts';
import { exchangeIo, type RequestOptions, requestOf } from './request.ts';

export interface ExchangeOptions extends RequestOptions {
  readonly output: OutputForm;
  /** For the forms that set one. */
  readonly variable?: string | undefined;
}

/** Exchanges the job's token and prints the issued one: the one command whose purpose is to print a token. */
export async function exchangeToken(options: ExchangeOptions, terminal: Terminal): Promise<ExitCode> {
  const { output, variable = USUAL_VARIABLE } = options;
  const file = terminal.env.GITHUB_ENV;
  // Before a token is asked for: nobody would hide what is printed of it elsewhere.
  if (output === 'github-env' && file === undefined) return report(NO_STEP, terminal);
  const request = await requestOf(options, terminal);
  if (!request.ok) return report(request.error, terminal);
  const exchanged = await exchange(request.value, exchangeIo(terminal));
  if (!exchanged.ok) return report(problemOf(exchanged.error), terminal);
  const token = exchanged.value;
  if (LINE_FORMS.has(output) && !/^[\w.~+/=-]+$/.test(token.accessToken)) return report(ODD_TOKEN, terminal);

  // The mask comes first: once the token is in the file, any step may print it.
  terminal.write(`${formatToken(token, output, variable)}\n`);
  const written =
    output === 'github-env' && file !== undefined
      ? await addToGithubEnv(file, token, variable)
      : ok(undefined);
  return written.ok ? EXIT.done : report(written.error, terminal);
}

/** Forms in which a line break, or what a shell or runner makes of a sign, would be more than a token. */
const LINE_FORMS: ReadonlySet<OutputForm> = new Set(['header', 'dotenv', 'github-env']);

const ODD_TOKEN: Problem = {
  exit: EXIT.unreachable,
  message: 'the gateway answers with a token that is none',
};

const NO_STEP: Problem = {
  exit: EXIT.usage,
  message: 'GITHUB_ENV is not set: this is no step of GitHub Actions',
};

async function addToGithubEnv(
  file: string,
  { accessToken }: ExchangedToken,
  variable: string,
): Promise<Result<void, Problem>> {
  try {
    await appendFile(file, `${variable}=${accessToken}\n`);
    return ok(undefined);
  } catch (error) {
    return err(unwritable(file, error));
  }
}
