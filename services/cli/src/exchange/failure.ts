import { describeCause, type ExchangeError, type Refused, type SourceFailure } from '@cambio/client';
import { EXIT } from '../exit-code.ts';
import type { Problem } from '../problem.ts';
import { printable } from '../text/printable.ts';
import { reasonText } from '../text/reasons.ts';

/** Why there is no token, and who can do what about it. */
export function problemOf(error: ExchangeError): Problem {
  switch (error.kind) {
    case 'source':
      return {
        exit: exitOfSource(error),
        message: `no platform token from ${error.source}: ${error.detail}`,
      };
    case 'gateway':
      return { exit: EXIT.usage, message: `--gateway cannot be used: ${error.detail}` };
    case 'unreachable':
      return { exit: EXIT.unreachable, message: `cannot reach ${error.host}: ${error.detail}` };
    case 'unexpected_answer':
      return {
        exit: EXIT.unreachable,
        message: `no gateway answers there: ${error.detail} (status ${error.status})`,
      };
    case 'refused':
      return isBusy(error)
        ? { exit: EXIT.unreachable, message: `the gateway cannot answer now: ${textOf(error)}` }
        : { exit: EXIT.denied, message: `denied: ${textOf(error)}`, hint: hintOf(error) };
  }
}

function exitOfSource({ reason }: SourceFailure): Problem['exit'] {
  switch (reason) {
    case 'not_configured':
    case 'unreadable':
    case 'malformed':
      return EXIT.usage;
    case 'refused':
      return EXIT.denied;
    case 'unavailable':
      return EXIT.unreachable;
  }
}

/** Whether the same request may do later, without anybody having changed anything. */
export function isPassing(error: ExchangeError): boolean {
  switch (error.kind) {
    case 'unreachable':
      return true;
    case 'source':
      return error.reason === 'unavailable';
    case 'refused':
    case 'unexpected_answer':
      return isBusy(error);
    case 'gateway':
      return false;
  }
}

function isBusy({ status }: Pick<Refused, 'status'>): boolean {
  return status === 429 || status >= 500;
}

function textOf({ error, reason, description }: Refused): string {
  return reasonText(reason ?? error, description?.replace(/\.$/, ''));
}

/** Where to look on: what this side can tell, what the gateway told, and who can see the rest. */
function hintOf({ decisionId, likelyCause, failedConditions = [] }: Refused): string {
  const conditions = failedConditions.map(
    ({ condition, expected }) => `    ${printable(condition)}: ${printable(expected)}`,
  );
  return [
    ...(likelyCause === undefined ? [] : [`It looks as if ${printable(describeCause(likelyCause))}.`]),
    ...(conditions.length > 0 ? ['The nearest mapping demands:', ...conditions] : []),
    decisionId === undefined
      ? 'The gateway tells callers more only once their token has verified; its log says what was wrong with this one.'
      : `Whoever runs the gateway can see why:  cambio explain --decision ${printable(decisionId)}`,
  ].join('\n  ');
}
