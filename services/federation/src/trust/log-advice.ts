import type { Diagnostic } from '@cambio/policy';
import type { Logger } from 'pino';

/** Tells operators what is in force and could be safer; `cambio check` says the same, and what else is worth a look. */
export function logAdvice(diagnostics: readonly Diagnostic[], log: Logger): void {
  for (const { severity, rule, document, position, message } of diagnostics) {
    if (severity === 'warning')
      log.warn({ rule, document, position, advice: message }, 'trust could be safer');
  }
}
