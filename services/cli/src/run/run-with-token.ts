import { type ExchangedToken, type ExchangeError, type ExchangeRequest, exchange } from '@cambio/client';
import { err, ok, type Result } from '@cambio/oauth';
import { problemOf } from '../exchange/failure.ts';
import { exchangeIo, type RequestOptions, requestOf } from '../exchange/request.ts';
import { type Problem, report } from '../problem.ts';
import type { Terminal } from '../terminal.ts';
import { printable } from '../text/printable.ts';
import { type Command, runCommand } from './command.ts';
import { type IssuedTokens, issuedTokens } from './issued.ts';
import { openPlace, type Place } from './places.ts';
import { keepFresh } from './renewal.ts';
import { catchSignals, codeOfSignal } from './signals.ts';
import { type HandOver, readWanted, type Wanted } from './wanted.ts';

export interface RunOptions extends Omit<RequestOptions, 'audience'> {
  readonly audience: readonly string[];
  readonly env?: string | undefined;
  readonly file?: true | undefined;
  readonly socket?: true | undefined;
}

/** Seconds that a renewal under way may take once the command has ended: what it gets has to be revoked, too. */
const PATIENCE = 5;

/** One token in its place, and what it takes to get the next. */
interface Held {
  readonly wanted: Wanted;
  readonly place: Place;
  readonly expiresIn: number;
  readonly issue: () => Promise<Result<ExchangedToken, ExchangeError>>;
}

/**
 * Runs a command that has a token for each audience, as long as it runs: gets the tokens, hands them over, passes on
 * signals, replaces tokens before they expire where the command can see that, and revokes them once it has ended,
 * however it did. Gives the code that the command ended with.
 */
export async function runWithToken(
  command: readonly string[],
  options: RunOptions,
  terminal: Terminal,
): Promise<number> {
  const handOver = options.file ? 'file' : options.socket ? 'socket' : 'variable';
  const wanted = readWanted(options.audience, options.env, handOver);
  if (!wanted.ok) return report(wanted.error, terminal);
  const request = await requestOf({ ...options, audience: undefined }, terminal);
  if (!request.ok) return report(request.error, terminal);

  const signals = catchSignals(terminal);
  const issued = issuedTokens(request.value.gateway, terminal);
  const ended = Promise.withResolvers<void>();
  const held: Held[] = [];
  let renewals: readonly Promise<void>[] = [];
  try {
    for (const each of wanted.value) {
      const token = await hold(each, request.value, handOver, issued, terminal);
      if (!token.ok) return report(token.error, terminal);
      held.push(token.value);
    }
    const early = signals.early();
    if (early !== undefined) return codeOfSignal(early);

    renewals = handOver === 'variable' ? [] : held.map((each) => renew(each, ended.promise, terminal));
    const { code, refused } = await runCommand(commandOf(command, held, terminal), signals);
    if (refused !== undefined) terminal.note(`cambio: ${refused}\n`);
    return code;
  } finally {
    ended.resolve();
    await Promise.race([Promise.all(renewals), terminal.wait(PATIENCE)]);
    // Whatever is left in its place is good for nothing once it is revoked.
    await Promise.allSettled(held.map(({ place }) => place.close()));
    for (const failure of await issued.revokeAll()) {
      terminal.note(`cambio: a token could not be revoked, and ends by itself: ${failure.detail}\n`);
    }
    signals.release();
  }
}

async function hold(
  wanted: Wanted,
  request: ExchangeRequest,
  handOver: HandOver,
  issued: IssuedTokens,
  terminal: Terminal,
): Promise<Result<Held, Problem>> {
  const issue = async () => {
    const exchanged = await exchange({ ...request, audience: wanted.audience }, exchangeIo(terminal));
    if (exchanged.ok) issued.add(exchanged.value);
    return exchanged;
  };
  const first = await issue();
  if (!first.ok) return err(problemOf(first.error));
  const { accessToken, expiresIn } = first.value;
  const place = await openPlace(handOver, accessToken);
  return place.ok ? ok({ wanted, issue, expiresIn, place: place.value }) : place;
}

async function renew(
  { wanted, issue, expiresIn, place }: Held,
  ended: Promise<void>,
  { wait, note }: Terminal,
): Promise<void> {
  await keepFresh({
    expiresIn,
    issue,
    put: place.put,
    wait: (seconds) => Promise.race([wait(seconds).then(() => true), ended.then(() => false)]),
    onFailure: (failure) => {
      const { message } = 'kind' in failure ? problemOf(failure) : failure;
      note(`cambio: the token for ${printable(wanted.audience)} is not renewed: ${message}\n`);
    },
  });
}

function commandOf(
  [program = '', ...args]: readonly string[],
  held: readonly Held[],
  { env, coreFilter }: Terminal,
): Command {
  const variables = held.map(({ wanted, place }) => [wanted.variable, place.value] as const);
  return { program, args, env: { ...env, ...Object.fromEntries(variables) }, coreFilter };
}
