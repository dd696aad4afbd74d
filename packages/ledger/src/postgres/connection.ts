import { hash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { asFault, isSpent } from './fault.ts';

/** Statements prepared on each connection at the most. */
const PREPARED = 256;

/** Rows of a type that the asker vouches for. */
interface Answer<Row> {
  readonly count: number | null;
  readonly rows: Row[];
}

/** A connection that is the borrower's alone until it is given back. */
export interface Connection {
  /** Throws `PostgresFault`. */
  query<Row>(sql: string, values?: readonly unknown[]): Promise<Answer<Row>>;
  giveBack(): void;
}

/** One that turned out to be of no further use, or that is given back within a transaction, is closed then. */
export function lend(client: PoolClient, nameOf: StatementNames): Connection {
  let spent = false;
  return {
    async query(text, values = []) {
      try {
        const name = nameOf(text);
        const query = { text, values: values.map(storable), ...(name !== undefined && { name }) };
        const { rowCount, rows } = await client.query(query);
        return { count: rowCount, rows };
      } catch (error) {
        const fault = asFault(error);
        spent ||= isSpent(fault);
        throw fault;
      }
    },
    giveBack: () => client.release(spent || client.getTransactionStatus() !== 'I'),
  };
}

/** PostgreSQL has no text with U+0000 in it, nor with half a surrogate pair. */
export function storable(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\0', '\u{fffd}').toWellFormed() : value;
}

/** The name a statement is prepared by; none for those beyond the first few hundred, which come from ever other texts. */
type StatementNames = (sql: string) => string | undefined;

export function statementNames(): StatementNames {
  const names = new Map<string, string>();
  return (sql) => {
    const known = names.get(sql);
    if (known !== undefined || names.size === PREPARED) return known;
    const name = hash('sha256', sql, 'base64url');
    names.set(sql, name);
    return name;
  };
}
