import { decisionOperations } from './decisions.ts';
import { explainOperations } from './explain.ts';
import { issuerOperations } from './issuers.ts';
import { keyOperations } from './keys.ts';
import type { Operation } from './operation.ts';
import { revocationOperations } from './revocations.ts';
import { statusOperations } from './status.ts';
import { tokenOperations } from './tokens.ts';
import { trustOperations } from './trust.ts';

/** Everything the admin API can do, by operation id. */
export const OPERATIONS = {
  ...statusOperations,
  ...trustOperations,
  ...explainOperations,
  ...decisionOperations,
  ...tokenOperations,
  ...revocationOperations,
  ...issuerOperations,
  ...keyOperations,
} as const satisfies Readonly<Record<string, Operation>>;

export type OperationId = keyof typeof OPERATIONS;
