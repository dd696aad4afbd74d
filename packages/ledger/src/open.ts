import { err, ok, type Result } from '@cambio/oauth';
import { type Kysely, sql } from 'kysely';
import { type Attempt, attempting } from './attempt.ts';
import { chainWriter } from './chain/writer.ts';
import { decisionTrail } from './decision-trail.ts';
import { gate } from './gate.ts';
import { issuedTokens } from './issued-tokens.ts';
import { keyRecords } from './key-records.ts';
import { leases } from './leases.ts';
import type { Ledger } from './ledger.ts';
import { revocations } from './revocations.ts';
import type { Schema } from './schema.ts';
import { sqliteErrors } from './sqlite/database.ts';
import { openSqlite, type SqliteOpenFailure } from './sqlite/open.ts';
import { trailReader } from './trail-reader.ts';
import { trustHistory } from './trust-history.ts';

export interface LedgerOptions {
  /** `sqlite:PATH`. */
  readonly url: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Told why, whenever the store was at fault: for the operator's log. */
  readonly onFault?: (error: Error) => void;
}

export type LedgerOpenFailure =
  | SqliteOpenFailure
  /** No store this version knows. The URL is left out: it may hold a password. */
  | { readonly reason: 'ledger_url_unsupported' };

/**
 * Opens the ledger, made first where there is none: checks that the store is sound, and brings its schema up to date.
 * Any number of processes may do so at the same time. Refuses a store that a newer version wrote.
 */
export async function openLedger(options: LedgerOptions): Promise<Result<Ledger, LedgerOpenFailure>> {
  const path = sqlitePath(options.url);
  if (path === undefined) return err({ reason: 'ledger_url_unsupported' });
  const db = await openSqlite(path, options.now());
  return db.ok ? ok(ledgerOn(db.value, options)) : db;
}

/** The file a `sqlite:` URL names; `undefined` for any other URL. */
export function sqlitePath(url: string): string | undefined {
  return /^sqlite:(?<path>.+)$/.exec(url)?.groups?.path;
}

function ledgerOn(db: Kysely<Schema>, { now, onFault }: LedgerOptions): Ledger {
  const attempt = attempting(sqliteErrors, onFault ?? (() => undefined));
  const { enter, close } = gate();
  const answer: Attempt = (work) => enter(() => attempt(work));
  const chain = chainWriter(db, attempt, now);
  let closed: Promise<void> | undefined;
  const letGo = async () => {
    await close();
    await chain.release();
    await db.destroy();
  };
  return {
    trust: trustHistory(db, answer, now),
    decisions: decisionTrail(db, answer, chain),
    trail: trailReader(db, answer),
    issued: issuedTokens(db, answer, now),
    revocations: revocations(db, answer),
    keys: keyRecords(db, answer),
    leases: leases(db, answer, now),
    ping: () =>
      answer(async () => {
        await sql`select 1 from migration`.execute(db);
        return ok(undefined);
      }),
    close: () => (closed ??= letGo()),
  };
}
