import { auditOperations } from './audit.ts';
import { decisionOperations } from './decisions.ts';
import { explainOperations } from './explain.ts';
import { issuerOperations } from './issuers.ts';
import { keyOperations } from './keys.ts';
import { mappingOperations } from './mappings.ts';
import type { Operation } from './operation.ts';
import { proposalOperations } from './proposals.ts';
import { revisionOperations } from './revisions.ts';
import { revocationOperations } from './revocations.ts';
import { statusOperations } from './status.ts';
import { tokenOperations } from './tokens.ts';
import { trustOperations } from './trust.ts';
import { workloadOperations } from './workloads.ts';

/** Everything the admin API can do, by operation id. */
export const OPERATIONS = {
  ...statusOperations,
  ...trustOperations,
  ...revisionOperations,
  ...proposalOperations,
  ...explainOperations,
  ...decisionOperations,
  ...auditOperations,
  ...tokenOperations,
  ...workloadOperations,
  ...mappingOperations,
  ...revocationOperations,
  ...issuerOperations,
  ...keyOperations,
} as const satisfies Readonly<Record<string, Operation>>;

export type OperationId = keyof typeof OPERATIONS;
