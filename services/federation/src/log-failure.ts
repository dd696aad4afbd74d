import type { ExchangeFailure } from '@cambio/sts';
import type { Logger } from 'pino';

/** Details stay in the log; no part of a token is in them. */
export function logFailure(log: Logger): (failure: ExchangeFailure) => void {
  return (failure) => {
    switch (failure.kind) {
      case 'request':
        return log.debug({ defect: failure.defect, parameter: failure.parameter }, 'malformed request');
      case 'unauthentic':
        return log.info({ reason: failure.refusal.reason, detail: failure.refusal.detail }, 'token refused');
      case 'denied':
        return log.info({ decision: failure.decision, reason: failure.reason }, 'exchange denied');
      case 'interrupted':
        return log.error({ decision: failure.decision, outage: failure.outage }, 'exchange interrupted');
    }
  };
}
