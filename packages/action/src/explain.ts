import { describeFailure, type ExchangeError, type Refused } from '@cambio/client';
import type { Annotation } from './workflow-commands.ts';

/** Why there is no token, by which decision, and who can do what about it. Holds no token. */
export function explain(error: ExchangeError): Annotation {
  return { title: titleOf(error), message: [describeFailure(error), ...adviceFor(error)].join('\n') };
}

/** A gateway that answers with something no token can be. */
export const ODD_ANSWER: Annotation = {
  title: 'There is no gateway at this URL',
  message: 'what answers there gives a token that is none',
};

function titleOf(error: ExchangeError): string {
  switch (error.kind) {
    case 'source':
      return 'GitHub gives this job no token';
    case 'gateway':
      return 'The gateway cannot be used';
    case 'unreachable':
      return 'The gateway does not answer';
    case 'unexpected_answer':
      return 'There is no gateway at this URL';
    case 'refused':
      return isBusy(error) ? 'The gateway cannot answer now' : 'The gateway denies the token';
  }
}

function adviceFor(error: ExchangeError): readonly string[] {
  switch (error.kind) {
    case 'source':
      return error.reason === 'not_configured' ? PERMISSIONS : [];
    case 'gateway':
    case 'unexpected_answer':
      return ['Give the URL exactly as the gateway has it: the issuer of its tokens.'];
    case 'unreachable':
      return ['Is the URL right, and may this runner reach it?'];
    case 'refused':
      return isBusy(error) ? ['Run the job again later.'] : afterDenial(error);
  }
}

/** Naming one permission takes away those that are not named. */
const PERMISSIONS = [
  '',
  'permissions:',
  '  id-token: write',
  '  contents: read # what is not named is taken away, and checkout needs this one',
];

function afterDenial({ decisionId, failedConditions = [] }: Refused): readonly string[] {
  const conditions = failedConditions.map(
    ({ condition, expected }) => `  ${printable(condition)}: ${printable(expected)}`,
  );
  return [
    ...(conditions.length > 0 ? ['The nearest mapping demands:', ...conditions] : []),
    decisionId === undefined
      ? 'A gateway tells more only once the token has verified; its log says what was wrong with this one.'
      : `Whoever runs the gateway can see why: cambio explain --decision ${printable(decisionId)}`,
  ];
}

function isBusy({ status }: Refused): boolean {
  return status === 429 || status >= 500;
}

/** Text of a server, without what steers a terminal. */
function printable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, ' ');
}
