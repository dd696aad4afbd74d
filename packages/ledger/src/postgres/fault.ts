import { DatabaseError } from 'pg';
import type { StoreErrors } from '../store-fault.ts';

/** Whatever PostgreSQL, or the way to it, answers but a result. Its text holds no values of ours. */
export class PostgresFault extends Error {
  /** SQLSTATE; absent where the database did not answer. */
  readonly code: string | undefined;

  constructor(message: string, code?: string) {
    super(message);
    this.code = code;
  }
}

/** An error of the driver as a fault of the store; bugs as they are. */
export function asFault(error: unknown): unknown {
  if (error instanceof DatabaseError) return new PostgresFault(error.message, error.code);
  if (!(error instanceof Error) || error instanceof TypeError || error instanceof PostgresFault) return error;
  // Where a host has several addresses and none answers, the text is in the parts.
  const parts: readonly unknown[] = error instanceof AggregateError ? error.errors : [error];
  return new PostgresFault(
    parts.map((part) => (part instanceof Error ? part.message : String(part))).join('; '),
  );
}

export const postgresErrors: StoreErrors = {
  isFault: (error): error is PostgresFault => error instanceof PostgresFault,
  isBusy: (error) => isOneOf(BUSY, error),
};

/** Whether a unique key was taken. */
export function isTakenKey(error: unknown): boolean {
  return isOneOf(TAKEN_KEY, error);
}

/**
 * Whether nothing more should be asked of the connection: it is cut or being cut, its server can't write any more (it was
 * replaced by another), or holds statements prepared for tables that have changed.
 */
export function isSpent(error: unknown): boolean {
  return error instanceof PostgresFault && (error.code === undefined || isOneOf(SPENT, error));
}

const STALE_STATEMENT = /^(0A000|26000)$/;
const BUSY = new RegExp(`^(40001|40P01|55P03)$|${STALE_STATEMENT.source}`);
const SPENT = new RegExp(`^(08|57P|XX)|^25006$|${STALE_STATEMENT.source}`);
const TAKEN_KEY = /^23505$/;

function isOneOf(codes: RegExp, error: unknown): boolean {
  return error instanceof PostgresFault && error.code !== undefined && codes.test(error.code);
}
