import { type ExchangeIo, exchange, githubActionsSource, type TokenSource } from '@cambio/client';
import { explain, ODD_ANSWER } from './explain.ts';
import { readInputs } from './inputs.ts';
import type { Runner } from './runner.ts';
import type { Annotation } from './workflow-commands.ts';

/**
 * Gets a token for the job: reads the inputs, exchanges GitHub's token, and hands the issued one to the steps that follow.
 * Each token is masked before anything else is done with it, and noted for the step's end before anybody else has it.
 * Gives whether there is one; where not, an annotation says why.
 */
export async function obtainToken(runner: Runner, io: ExchangeIo): Promise<boolean> {
  const inputs = readInputs(runner);
  if (!inputs.ok) return fail(runner, inputs.error);
  const { gateway, target, environment } = inputs.value;

  const source = masked(githubActionsSource({ env: runner.env, fetch: io.fetch }), runner);
  const asked = io.now();
  const exchanged = await exchange({ gateway, source, ...target }, io);
  if (!exchanged.ok) return fail(runner, explain(exchanged.error));

  const { accessToken, expiresIn, decisionId } = exchanged.value;
  runner.mask(accessToken);
  const expiresAt = timeOf(asked + expiresIn);
  if (!isToken(accessToken) || !isId(decisionId) || expiresAt === undefined) return fail(runner, ODD_ANSWER);
  runner.saveState('gateway', gateway);
  runner.saveState('token', accessToken);

  runner.setOutput('token', accessToken);
  runner.setOutput('expires-at', expiresAt);
  runner.setOutput('decision-id', decisionId);
  if (environment !== undefined) runner.exportVariable(environment, accessToken);
  runner.say(`There is a token until ${expiresAt}, by decision ${decisionId}.`);
  return true;
}

/** The same source, whose tokens no log shows. */
function masked(source: TokenSource, { mask }: Runner): TokenSource {
  return {
    name: source.name,
    async token(audience) {
      const given = await source.token(audience);
      if (given.ok) mask(given.value.token);
      return given;
    },
  };
}

function fail({ error }: Runner, annotation: Annotation): false {
  error(annotation);
  return false;
}

/** Whether it is the text of a token, and nothing that a line of a file or a header could end with. */
function isToken(text: string): boolean {
  return /^[\w.~+/=-]+$/.test(text);
}

function isId(text: string): boolean {
  return /^[\w.-]{1,64}$/.test(text);
}

/** To the second, as RFC 3339 has it; `undefined` past the end of the calendar. */
function timeOf(seconds: number): string | undefined {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace('.000', '');
}
