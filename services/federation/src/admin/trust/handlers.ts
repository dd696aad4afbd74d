import { type ChangeParts, changingTrust } from './change.ts';
import { proposalHandlers } from './proposals.ts';
import { type ReadParts, readHandlers } from './read.ts';
import { revisionHandlers } from './revisions.ts';
import { writeHandlers } from './write.ts';

export type TrustParts = ChangeParts & ReadParts;

export function trustHandlers(parts: TrustParts) {
  const change = changingTrust(parts);
  return {
    ...readHandlers(parts),
    ...writeHandlers(parts, change),
    ...revisionHandlers(parts, change),
    ...proposalHandlers(parts),
  };
}
