import { decisionOperations } from './decisions.ts';
import type { Operation } from './operation.ts';
import { revocationOperations } from './revocations.ts';
import { trustOperations } from './trust.ts';

/** Everything the admin API can do, by operation id. */
export const OPERATIONS = {
  ...trustOperations,
  ...decisionOperations,
  ...revocationOperations,
} as const satisfies Readonly<Record<string, Operation>>;

export type OperationId = keyof typeof OPERATIONS;
