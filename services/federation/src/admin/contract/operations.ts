import { decisionOperations } from './decisions.ts';
import { keyOperations } from './keys.ts';
import type { Operation } from './operation.ts';
import { revocationOperations } from './revocations.ts';
import { trustOperations } from './trust.ts';

/** Everything the admin API can do, by operation id. */
export const OPERATIONS = {
  ...trustOperations,
  ...decisionOperations,
  ...keyOperations,
  ...revocationOperations,
} as const satisfies Readonly<Record<string, Operation>>;

export type OperationId = keyof typeof OPERATIONS;
