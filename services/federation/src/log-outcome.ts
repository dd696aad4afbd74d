import type { Result, TokenResponse } from '@cambio/oauth';
import type { ExchangeFailure } from '@cambio/sts';
import type { Logger } from 'pino';

interface Line {
  readonly level: 'debug' | 'info' | 'error';
  readonly message: string;
  readonly fields: Readonly<Record<string, string | undefined>>;
}

/** One line for each exchange, with the decision's id where there is one. No part of a token is ever in it. */
export function logOutcome(result: Result<TokenResponse, ExchangeFailure>, log: Logger): void {
  const { level, message, fields } = result.ok ? allowedLine(result.value) : failureLine(result.error);
  log[level](fields, message);
}

function allowedLine({ decision_id: decision, scope }: TokenResponse): Line {
  return { level: 'info', message: 'exchange allowed', fields: { decision, scope } };
}

function failureLine(failure: ExchangeFailure): Line {
  switch (failure.kind) {
    case 'request': {
      const { defect, parameter } = failure;
      return { level: 'debug', message: 'malformed request', fields: { defect, parameter } };
    }
    case 'unauthentic': {
      const { reason, detail } = failure.refusal;
      return { level: 'info', message: 'token refused', fields: { reason, detail } };
    }
    case 'denied': {
      const { decision, reason } = failure;
      return { level: 'info', message: 'exchange denied', fields: { decision, reason } };
    }
    case 'interrupted': {
      const { decision, outage } = failure;
      return { level: 'error', message: 'exchange interrupted', fields: { decision, outage } };
    }
  }
}
