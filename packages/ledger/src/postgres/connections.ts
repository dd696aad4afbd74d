import { Pool } from 'pg';
import { type Connection, lend, statementNames } from './connection.ts';
import { asFault, PostgresFault } from './fault.ts';
import { prepareSession, sessionOf } from './session.ts';

/** Connections of one process at the most, and callers waiting for one at the most. */
const CONNECTIONS = 10;
const WAITING = 500;

/** Milliseconds to reach the database, or for a connection to come free. */
const CONNECT_TIMEOUT = 2000;

/** Milliseconds a connection is kept that nobody needs. */
const IDLE = 30_000;

/** Seconds a connection is used: after a fail-over all of them find the new server some day, whatever hides the old one. */
const LIFETIME = 15 * 60;

/** How long statements may take, in milliseconds. */
export interface Patience {
  /** The database gives up. */
  readonly statement: number;
  /** The database counts as lost, where it does not even say that it gives up. */
  readonly silence: number;
}

/** Connections to one database, opened as they are needed. */
export interface Connections {
  /** Waits where all are in use; throws at once where too many wait already. */
  borrow(): Promise<Connection>;
  close(): Promise<void>;
}

/** @param patience absent: statements may take as long as they take. */
export function openConnections(url: string, patience?: Patience): Connections {
  const pool = new Pool({
    ...sessionOf(url),
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    idleTimeoutMillis: IDLE,
    maxLifetimeSeconds: LIFETIME,
    ...(patience && {
      statement_timeout: patience.statement,
      idle_in_transaction_session_timeout: patience.silence,
      query_timeout: patience.silence,
    }),
    onConnect: prepareSession,
  });
  // Whoever uses a lost connection next is told by what it answers; without a listener it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const nameOf = statementNames();
  return {
    async borrow() {
      if (pool.waitingCount >= WAITING) throw new PostgresFault('too many wait for the database already');
      try {
        return lend(await pool.connect(), nameOf);
      } catch (error) {
        throw asFault(error);
      }
    },
    close: () => pool.end(),
  };
}
