import { join } from 'node:path';
import { openLedger, type StoredDecision } from '@cambio/ledger';

const PAGE = 500;

/** Every decision in the ledger of a gateway's folder, by id. */
export function recordedDecisions(folder: string): Promise<ReadonlyMap<string, StoredDecision>> {
  return decisionsIn(`sqlite:${join(folder, 'data', 'cambio.db')}`);
}

/** Every decision in the ledger at a URL, by id. */
export async function decisionsIn(url: string): Promise<ReadonlyMap<string, StoredDecision>> {
  const opened = await openLedger({ url, now: Date.now });
  if (!opened.ok) throw new Error(`the ledger does not open: ${opened.error.reason}`);
  const ledger = opened.value;
  const found = new Map<string, StoredDecision>();
  for (let before: string | undefined; ; ) {
    const page = await ledger.decisions.list({ limit: PAGE, ...(before !== undefined && { before }) });
    if (!page.ok) throw new Error('the ledger does not answer');
    for (const decision of page.value) found.set(decision.id, decision);
    before = page.value.at(-1)?.id;
    if (page.value.length < PAGE) break;
  }
  await ledger.close();
  return found;
}
