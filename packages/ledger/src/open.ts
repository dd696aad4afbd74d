import { err, ok, type Result } from '@cambio/oauth';
import { sql } from 'kysely';
import { type Attempt, attempting } from './attempt.ts';
import { auditTrail } from './audit-trail.ts';
import { chainWriter } from './chain/writer.ts';
import { decisionTrail } from './decision-trail.ts';
import { gate } from './gate.ts';
import { idempotentRequests } from './idempotent-requests.ts';
import { workloadInventory } from './inventory/workload-inventory.ts';
import { issuedTokens } from './issued-tokens.ts';
import { keyRecords } from './key-records.ts';
import { leases } from './leases.ts';
import type { Ledger } from './ledger.ts';
import { loginRecords } from './login-records.ts';
import type { Upgrade } from './migrate.ts';
import type { PostgresOpenFailure } from './postgres/open.ts';
import { replicas } from './replicas.ts';
import { revocations } from './revocations.ts';
import { openSqlite, type SqliteOpenFailure } from './sqlite/open.ts';
import type { Store } from './store.ts';
import { trustHistory } from './trust-history.ts';
import { trustProposals } from './trust-proposals.ts';

export interface LedgerOptions {
  /** `sqlite:PATH`, `postgres://…` or `postgresql://…`. */
  readonly url: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Whether a store of an older version, or an empty one, is brought up to date, rather than refused. By default it is. */
  readonly mayUpgrade?: boolean;
  /** Whether another process has just found a SQLite file sound, which takes reading all of it. Default false. */
  readonly isSound?: boolean;
  /** Told why, whenever the store was at fault: for the operator's log. */
  readonly onFault?: (error: Error) => void;
}

export type LedgerOpenFailure =
  | SqliteOpenFailure
  | PostgresOpenFailure
  /** No store this version knows. The URL is left out: it may hold a password. */
  | { readonly reason: 'ledger_url_unsupported' };

/**
 * Opens the ledger, made first where there is none: checks that the store is sound, and brings its schema up to date.
 * Any number of processes may do so at the same time. Refuses a store that a newer version wrote.
 */
export async function openLedger(options: LedgerOptions): Promise<Result<Ledger, LedgerOpenFailure>> {
  const { url, now, mayUpgrade = true, isSound = false } = options;
  const store = await openStore(url, { mayUpgrade, now: now() }, isSound);
  return store.ok ? ok(ledgerOn(store.value, options)) : store;
}

async function openStore(
  url: string,
  upgrade: Upgrade,
  isSound: boolean,
): Promise<Result<Store, LedgerOpenFailure>> {
  const path = sqlitePath(url);
  if (path !== undefined) return openSqlite(path, upgrade, isSound);
  if (!isPostgresUrl(url)) return err({ reason: 'ledger_url_unsupported' });
  // Loaded only where it is wanted: it takes its part of the start.
  const { openPostgres } = await import('./postgres/open.ts');
  return openPostgres(url, upgrade);
}

function isPostgresUrl(url: string): boolean {
  return /^postgres(ql)?:\/\//.test(url) && URL.canParse(url);
}

/** The file a `sqlite:` URL names; `undefined` for any other URL. */
export function sqlitePath(url: string): string | undefined {
  return /^sqlite:(?<path>.+)$/.exec(url)?.groups?.path;
}

function ledgerOn(store: Store, { now, onFault = () => undefined }: LedgerOptions): Ledger {
  const { db, errors } = store;
  const attempt = attempting(errors, onFault);
  const { enter, close } = gate();
  const answer: Attempt = (work) => enter(() => attempt(work));
  const chain = chainWriter(store, attempt, now);
  let closed: Promise<void> | undefined;
  const letGo = async () => {
    await close();
    await chain.release();
    await db.destroy();
  };
  // One with a clock of its own is another process.
  const isRemote = store.time !== undefined;
  return {
    trust: trustHistory(db, answer, now),
    proposals: trustProposals(db, answer, now),
    decisions: decisionTrail(db, { enter, answer }, chain, now, isRemote),
    trail: auditTrail(store, answer, onFault),
    issued: issuedTokens(store, answer, now),
    revocations: revocations(db, answer),
    keys: keyRecords(db, answer),
    leases: leases(db, answer, now),
    replicas: replicas(db, answer, now),
    logins: loginRecords(db, answer, now),
    workloads: workloadInventory(db, answer),
    requests: idempotentRequests(db, answer, now),
    ...(store.sqlite && { sqlite: store.sqlite }),
    ping: () =>
      answer(async () => {
        await sql`select 1 from migration`.execute(db);
        return ok(undefined);
      }),
    time: () => answer(async () => ok((await store.time?.()) ?? now())),
    close: () => (closed ??= letGo()),
  };
}
