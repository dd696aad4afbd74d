import type { TrailExtent, TrailFault } from '@cambio/ledger';
import { count } from './count.ts';
import { printable } from './printable.ts';
import type { Style } from './style.ts';

/** What a whole trail holds, and what to remember of it. */
export function extentText(extent: TrailExtent, style: Style): string {
  const { records, unsealed, chains, checkpoints, after, last, at } = extent;
  const sealed = `${count(records - unsealed, 'decision')} on ${count(chains, 'chain')}`;
  const upTo = new Date(at).toISOString();
  const since =
    after === undefined ? '' : ` after checkpoint ${after.number} of ${new Date(after.at).toISOString()}`;
  const lines = [
    `${style.good('✓')} whole${since}: ${sealed}, sealed by ${count(checkpoints, 'checkpoint')}, the last of ${upTo}`,
    ...(unsealed > 0 ? [`  ${count(unsealed, 'decision')} since, chained and not sealed yet`] : []),
    style.faint(`  checkpoint ${last.number}:${last.hash}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** Where a trail is not what the gateway wrote. */
export function faultText(fault: TrailFault, style: Style): string {
  return `${style.bad('✗')} line ${fault.line}: ${whatIsWrong(fault)} (${fault.reason})\n`;
}

function whatIsWrong(fault: TrailFault): string {
  switch (fault.reason) {
    case 'malformed_line':
      return 'this is not a line that an export has here';
    case 'signature':
      return 'the checkpoint the trail ends with is not signed by one of these keys';
    case 'record_altered':
      return `record ${place(fault.record)} was altered`;
    case 'record_missing':
      return `record ${place(fault.record)} is missing`;
    case 'record_unexpected':
      return `record ${place(fault.record)} does not belong here`;
    case 'chain_rewritten':
      return `record ${place(fault.record)} or one after it, up to number ${fault.through}, was altered, and all that follow made to fit`;
    case 'chain_missing':
      return `chain ${printable(fault.chain)} is missing, or a part of it`;
    case 'checkpoint_altered':
      return `checkpoint ${fault.checkpoint} was altered`;
    case 'checkpoint_missing':
      return `checkpoint ${fault.checkpoint} is missing`;
    case 'checkpoint_unexpected':
      return `checkpoint ${fault.checkpoint} does not belong here`;
    case 'anchor_differs':
      return `checkpoint ${fault.checkpoint} is not the one that was expected`;
    case 'anchor_removed':
      return `checkpoint ${fault.checkpoint}, which was expected, has had its time, or was left out: compare with a later one`;
  }
}

function place({ chain, seq }: { readonly chain: string; readonly seq: number }): string {
  return `${seq} of chain ${printable(chain)}`;
}
