import type { ExchangeError, TokenSource } from '@cambio/client';
import { err, type JsonObject, ok, type Result } from '@cambio/oauth';
import { problemOf } from '../exchange/failure.ts';
import { gatewayOf } from '../exchange/gateway.ts';
import { type RequestOptions, requestOf } from '../exchange/request.ts';
import { chooseSource } from '../exchange/source.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type Problem, report } from '../problem.ts';
import type { Terminal } from '../terminal.ts';
import { decodePayload } from '../text/decode-payload.ts';
import { type Style, styleFor } from '../text/style.ts';
import { askGateway, changesText, type Grant, grantText } from './ask-gateway.ts';
import { type Identity, identify } from './identity.ts';
import { identityJson, identityText } from './print.ts';

export interface WhoAmIOptions extends RequestOptions {
  readonly json?: true | undefined;
}

/** Shows which platform token is here and what it says; with a target, also whether the gateway would grant it. */
export async function whoAmI(options: WhoAmIOptions, terminal: Terminal): Promise<ExitCode> {
  const source = await chooseSource(options, terminal);
  if (!source.ok) return report(source.error, terminal);
  const claims = await claimsOf(source.value, options, terminal);
  if (!claims.ok) return report(claims.error, terminal);
  const answer = await answerFor(source.value, options, terminal);
  if (!answer.ok) return report(answer.error, terminal);

  const identity = identify(claims.value, source.value.name);
  if (options.json === true) return printJson(identity, answer.value, terminal);
  const style = styleFor(terminal);
  terminal.write(identityText(identity, style, Math.floor(terminal.now() / 1000)));
  return printAnswer(answer.value, claims.value, style, terminal);
}

/** The audience of a token that is shown to nobody. */
const NOBODY = 'cambio';

async function claimsOf(
  source: TokenSource,
  options: WhoAmIOptions,
  terminal: Terminal,
): Promise<Result<JsonObject, Problem>> {
  const gateway = gatewayOf(options, terminal);
  const audience = options.subjectTokenAudience ?? (gateway.ok ? gateway.value : NOBODY);
  const token = await source.token(audience);
  if (!token.ok) return err(problemOf(token.error));
  const claims = decodePayload(token.value.token);
  return claims === undefined ? err(OPAQUE) : ok(claims);
}

const OPAQUE: Problem = { exit: EXIT.usage, message: 'the platform token is none that can be read (JWT)' };

/** What the gateway says of the target; `undefined` where none is named. */
async function answerFor(
  source: TokenSource,
  options: WhoAmIOptions,
  terminal: Terminal,
): Promise<Result<Answer | undefined, Problem>> {
  const target = options.audience ?? options.resource;
  if (target === undefined) return ok(undefined);
  const request = await requestOf(options, terminal);
  if (!request.ok) return request;
  return ok({ target, granted: await askGateway({ ...request.value, source }, terminal) });
}

interface Answer {
  readonly target: string;
  readonly granted: Result<Grant, ExchangeError>;
}

function printAnswer(
  answer: Answer | undefined,
  claims: JsonObject,
  style: Style,
  terminal: Terminal,
): ExitCode {
  if (answer === undefined) return EXIT.done;
  const { target, granted } = answer;
  if (granted.ok) {
    terminal.write(grantText(target, granted.value, style));
    return EXIT.done;
  }
  if (granted.error.kind === 'refused') terminal.write(changesText(granted.error, claims, style));
  return report(problemOf(granted.error), terminal);
}

function printJson(identity: Identity, answer: Answer | undefined, terminal: Terminal): ExitCode {
  const gateway = answer && (answer.granted.ok ? answer.granted.value : { refused: answer.granted.error });
  terminal.write(`${JSON.stringify({ ...identityJson(identity), ...(gateway && { gateway }) }, null, 2)}\n`);
  return answer === undefined || answer.granted.ok ? EXIT.done : problemOf(answer.granted.error).exit;
}
