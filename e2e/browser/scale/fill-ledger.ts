import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { uuidAt } from '@cambio/testkit';
import { MANY, numbered } from './many-mappings.ts';

/** Records of one transaction: the gateway writes between two. */
const BATCH = 10_000;

/** Longer than a mapping has to be quiet for to be called unused. */
const DAYS = 120;
const WORKLOADS = 5000;

interface Filling {
  /** The folder of a gateway that runs, with one denial at least in its ledger. */
  readonly folder: string;
  readonly decisions: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Puts decisions of the last days into the ledger of a gateway, made of one that it recorded: of many workloads, and of
 * each of many mappings. They stand on a chain of their own, whose hashes are none: what searches, counts and shows them
 * looks at no hash.
 */
export function fillLedger({ folder, decisions, now }: Filling): void {
  const db = new DatabaseSync(join(folder, 'data', 'cambio.db'));
  db.exec('pragma busy_timeout = 30000');
  const chain = randomUUID();
  const { body } = db.prepare(`select body from decision where outcome = 'deny' limit 1`).get() ?? {};
  const denied = JSON.parse(String(body));
  const insert = db.prepare(
    `insert into decision (id, at, outcome, reason, mapping, target, issuer, workload, name, asked_scopes, chain, seq, hash, body)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, null, ?, ?, ?, ?)`,
  );
  db.prepare(`insert into audit_chain values (?, ?, 0, '', 0, '', 'nobody', 0)`).run(chain, now);
  const advance = db.prepare('update audit_chain set head_seq = ? where id = ?');
  for (let from = 0; from < decisions; from += BATCH) {
    db.exec('begin immediate');
    const to = Math.min(from + BATCH, decisions);
    for (let index = from; index < to; index++) {
      const at = Math.floor(now - (DAYS * 86_400_000 * (decisions - index)) / decisions);
      const made = decisionOf(denied, index, at);
      const { id, outcome, reason, mapping, target, subject } = made;
      const of = [
        subject.issuer,
        subject.workload,
        subject.name,
        chain,
        index + 1,
        '',
        JSON.stringify(made),
      ] as const;
      insert.run(id, at, outcome, reason ?? null, mapping ?? null, target, ...of);
    }
    advance.run(to, chain);
    db.exec('commit');
  }
  db.close();
}

/** How many decisions the inventory of the gateway has counted so far. */
export function countedIn(folder: string): number {
  const db = new DatabaseSync(join(folder, 'data', 'cambio.db'), { readOnly: true });
  const { counted } = db.prepare('select sum(count) as counted from decision_count').get() ?? {};
  db.close();
  return Number(counted ?? 0);
}

// biome-ignore lint/suspicious/noExplicitAny: as the gateway wrote it
function decisionOf(recorded: any, index: number, at: number) {
  const place = index % MANY.mappings;
  const name = `acme/${numbered('part', index % WORKLOADS)}`;
  const workload = `github@@https%3A%2F%2Fgithub.com:repository_id=${100_000 + (index % WORKLOADS)}`;
  const told = {
    ...recorded,
    id: uuidAt(at, index),
    at,
    target: numbered('service', place % MANY.targets),
    asked: { ...recorded.asked, audience: numbered('service', place % MANY.targets) },
    subject: { ...recorded.subject, workload, name },
  };
  // A third is denied.
  if (index % 3 === 0) return told;
  const { reason: _, explanation: __, ...allowed } = told;
  return { ...allowed, outcome: 'allow', mapping: numbered('mapping', place) };
}
