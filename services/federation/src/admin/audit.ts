import { setImmediate as nextTurn } from 'node:timers/promises';
import { openExport, type TrailExport, type TrailFormat, type TrailSource, writeLine } from '@cambio/ledger';
import { err, ok } from '@cambio/oauth';
import { auditOperations as operations } from './contract/audit.ts';
import { implement } from './operation.ts';

export interface AuditParts {
  readonly issuer: string;
  readonly trail: TrailSource;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Exports at the same time: each has a piece or two in memory, as long as its caller takes. */
const EXPORTS = 4;

/** Milliseconds between two questions whether an export may go on. */
const ASK = 10_000;

export function auditHandlers({ issuer, trail, now }: AuditParts) {
  let exports = 0;
  return {
    exportAudit: implement(operations.exportAudit, async ({ admin, query: { from, until, format } }) => {
      if (from !== undefined && until !== undefined && from > until) {
        return err({ reason: 'query_invalid', members: ['until'] });
      }
      if (exports >= EXPORTS) return err({ reason: 'too_many_streams' });
      const opened = await openExport(trail, { from, until });
      if (!opened.ok) return err({ reason: opened.error });
      return ok({ lines: written(opened.value, format, admin.isStillActive) });
    }),
  };

  async function* written(
    pieces: TrailExport,
    format: TrailFormat,
    mayGoOn: () => Promise<boolean>,
  ): AsyncIterable<string> {
    exports++;
    let askAt = now() + ASK;
    try {
      for await (const piece of pieces) {
        if (!piece.ok) throw new Error('the ledger does not answer');
        yield piece.value.map((entry) => `${writeLine(entry, format, issuer)}\n`).join('');
        await nextTurn();
        if (now() < askAt) continue;
        if (!(await mayGoOn())) throw new Error('the access token has ended');
        askAt = now() + ASK;
      }
    } finally {
      exports--;
    }
  }
}
