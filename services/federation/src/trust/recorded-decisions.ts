import { setImmediate as nextTurn } from 'node:timers/promises';
import type { VerifiedIdentity } from '@cambio/claims';
import type { DecisionPage, Ledger, StoredDecision } from '@cambio/ledger';
import { ok, type Result } from '@cambio/oauth';
import {
  type CompiledTrust,
  DENY_REASONS,
  type DecisionHistory,
  type RecordedDecision,
} from '@cambio/policy';
import type { Settings } from '@cambio/settings';

/** Decisions out of a gateway's record, as requests that can be decided again. */
export interface Recorded {
  /** The newest first. */
  readonly decisions: readonly RecordedDecision[];
  readonly history: DecisionHistory;
  readonly extent: RecordExtent;
}

/** How much of the record was looked at. */
export interface RecordExtent {
  readonly days: number;
  /** Whether there are older decisions of these days that were left out. */
  readonly truncated: boolean;
  /** Decisions that no trust document had a say in: replayed tokens, outages. */
  readonly skipped: number;
  /** Which claims the gateway records. */
  readonly claims: Settings['audit']['claims'];
}

export interface RecordBounds {
  readonly days: number;
  /** Decisions at the most. */
  readonly limit: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly claims: Settings['audit']['claims'];
}

type Trail = Pick<Ledger['decisions'], 'list'>;

/** Decisions read in one turn of the event loop: some milliseconds. */
const PAGE = 200;
const DAY = 86_400_000;

/** The decisions of the last days. Who asked is described by the first of the trusts that knows their issuer. */
export async function readRecorded(
  trail: Trail,
  trusts: readonly CompiledTrust[],
  { days, limit, now, claims }: RecordBounds,
): Promise<Result<Recorded, 'unavailable'>> {
  const since = now - days * DAY;
  const stored = await newestDecisions(trail, { since }, limit + 1);
  if (!stored.ok) return stored;
  const truncated = stored.value.length > limit;
  const kept = stored.value.slice(0, limit);
  const begin = truncated ? ok(kept.at(-1)?.at ?? since) : await beginning(trail, since, kept, now);
  if (!begin.ok) return begin;
  const decided = kept.filter(isOfPolicy);
  return ok({
    decisions: decided.map((decision) => recordedOf(decision, trusts)),
    history: historyOf(decided, begin.value),
    extent: { days, truncated, skipped: kept.length - decided.length, claims },
  });
}

/** The newest decisions that pass a filter, read page by page. */
export async function newestDecisions(
  trail: Trail,
  filter: Omit<DecisionPage, 'limit' | 'before'>,
  most: number,
): Promise<Result<readonly StoredDecision[], 'unavailable'>> {
  const found: StoredDecision[] = [];
  while (found.length < most) {
    const last = found.at(-1)?.id;
    const limit = Math.min(PAGE, most - found.length);
    const page = await trail.list({ ...filter, limit, ...(last !== undefined && { before: last }) });
    if (!page.ok) return page;
    found.push(...page.value);
    await nextTurn();
    if (page.value.length < limit) break;
  }
  return ok(found);
}

/** From when on the record is whole: `since`, where it has something older than that, else its first decision. */
async function beginning(
  trail: Trail,
  since: number,
  kept: readonly StoredDecision[],
  now: number,
): Promise<Result<number, 'unavailable'>> {
  const oldest = kept.at(-1);
  const older = await trail.list({ limit: 1, ...(oldest !== undefined && { before: oldest.id }) });
  if (!older.ok) return older;
  return ok(older.value.length > 0 ? since : (oldest?.at ?? now));
}

const REASONS: ReadonlySet<string> = new Set(DENY_REASONS);

function isOfPolicy({ outcome, reason }: StoredDecision): boolean {
  return outcome === 'allow' || (reason !== undefined && REASONS.has(reason));
}

/** A decision as a request that can be decided again. */
export function recordedOf(
  { id, at, outcome, subject, actor, asked }: StoredDecision,
  trusts: readonly CompiledTrust[],
): RecordedDecision {
  const input = { subject: identityOf(subject, trusts), request: asked };
  return {
    id,
    at: Math.floor(at / 1000),
    outcome,
    input: actor === undefined ? input : { ...input, actor: identityOf(actor, trusts) },
  };
}

/** Who it was. Key, name and task are those that were recorded: they may be made of claims that were not. */
function identityOf(
  { issuer, claims, workload, name, task }: StoredDecision['subject'],
  trusts: readonly CompiledTrust[],
): VerifiedIdentity {
  const known = trusts.map(({ issuers }) => issuers.get(issuer)).find((each) => each !== undefined);
  const described = known?.profile.workload(claims) ?? { kind: 'workload' as const };
  return {
    issuer,
    claims,
    workload: { ...described, key: workload, name, ...(task !== undefined && { task }) },
  };
}

/** When each mapping last granted something. Milliseconds in, seconds out. */
function historyOf(decided: readonly StoredDecision[], since: number): DecisionHistory {
  const lastUsed = new Map<string, number>();
  for (const { outcome, mapping, at } of decided) {
    if (outcome === 'allow' && mapping !== undefined && !lastUsed.has(mapping)) {
      lastUsed.set(mapping, Math.floor(at / 1000));
    }
  }
  return { since: Math.floor(since / 1000), lastUsed };
}
