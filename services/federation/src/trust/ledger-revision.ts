/** Whether a revision of the ledger, `r12`, came after another; after `none` all do. */
export function isNewer(revision: string, than: string): boolean {
  return numberOf(revision) > numberOf(than);
}

function numberOf(revision: string): number {
  return /^r\d+$/.test(revision) ? Number(revision.slice(1)) : 0;
}
