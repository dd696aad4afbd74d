import type { Ledger } from '@cambio/ledger';
import { err, type JsonValue, ok, type Result } from '@cambio/oauth';
import { diffTrust, type SourceText } from '@cambio/policy';
import type { Settings } from '@cambio/settings';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { ActiveTrust, RevisionInForce, TrustDraft } from '../../trust/active-trust.ts';
import { catchUp } from '../../trust/catch-up.ts';
import { isNewer } from '../../trust/ledger-revision.ts';
import { planChange } from '../../trust/plan.ts';
import { readRecorded } from '../../trust/recorded-decisions.ts';
import type { Admin } from '../admit.ts';
import type { changed } from '../contract/trust.ts';
import type { BodyReply } from '../operation.ts';
import type { Refusal } from '../problem.ts';
import { toldProposal, toldRevision } from './told.ts';

export interface ChangeParts {
  readonly trust: ActiveTrust;
  readonly trustSettings: Settings['trust'];
  readonly history: Pick<Ledger['trust'], 'latest' | 'get' | 'list' | 'append'>;
  readonly proposals: Ledger['proposals'];
  readonly decisions: Pick<Ledger['decisions'], 'list'>;
  readonly recordedClaims: Settings['audit']['claims'];
  readonly newProposalId: (at: number) => string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: Logger;
}

/** A change somebody asks for. */
export interface WantedChange {
  readonly admin: Admin;
  /** Revisions it may have been made from; absent: none was said. */
  readonly expected: readonly string[] | undefined;
  readonly query: { readonly dryRun: boolean; readonly days: number; readonly limit: number };
  readonly reason: string;
  /** The files there shall be, made of those there are. */
  readonly edit: (
    files: readonly SourceText[],
  ) => Result<readonly SourceText[], Refusal> | Promise<Result<readonly SourceText[], Refusal>>;
}

type Changed =
  | BodyReply<200, z.input<(typeof changed)[200]['schema']>>
  | BodyReply<202, z.input<(typeof changed)[202]['schema']>>;

export type ChangeTrust = (wanted: WantedChange) => Promise<Result<Changed, Refusal>>;

/** A change that could be made: nobody was faster, and it has no errors. */
interface Draft {
  readonly base: RevisionInForce;
  readonly files: readonly SourceText[];
  readonly draft: TrustDraft;
}

/**
 * The one way in which the API changes trust: made from the latest revision, compiled with all tests, and then planned,
 * proposed to others, or made a revision that is in force here before it is answered.
 */
export function changingTrust(parts: ChangeParts): ChangeTrust {
  return async (wanted) => {
    const { dryRun } = wanted.query;
    const refused = dryRun ? undefined : mayNotBeMade(wanted, parts);
    if (refused !== undefined) return err(refused);
    const base = await baseOf(parts);
    if (!base.ok) return err({ reason: 'unavailable' });
    if (wanted.expected?.includes(base.value.revision) === false) return err({ reason: 'revision_stale' });
    const files = await wanted.edit(base.value.files);
    if (!files.ok) return files;
    if (!dryRun && isSame(base.value.files, files.value)) return unchanged(base.value);
    const draft = await parts.trust.draft(files.value);
    if (!draft.ok) return err({ reason: 'documents_invalid', diagnostics: draft.error });
    const change = { base: base.value, files: files.value, draft: draft.value };
    if (dryRun) return plan(change, wanted, parts);
    return approvalsIn(parts) > 0 ? propose(change, wanted, parts) : apply(change, wanted, parts);
  };
}

function mayNotBeMade({ expected }: WantedChange, { trustSettings }: ChangeParts): Refusal | undefined {
  if (trustSettings.source === 'directory') return { reason: 'trust_read_only' };
  return expected === undefined ? { reason: 'revision_required' } : undefined;
}

function approvalsIn({ trustSettings }: ChangeParts): number {
  return trustSettings.source === 'ledger' ? trustSettings.approvals : 0;
}

async function baseOf({
  trust,
  trustSettings,
  history,
}: ChangeParts): Promise<Result<RevisionInForce, 'unavailable'>> {
  return trustSettings.source === 'directory' ? ok(trust.current()) : catchUp(history, trust);
}

function isSame(before: readonly SourceText[], after: readonly SourceText[]): boolean {
  if (before.length !== after.length) return false;
  return before.every(({ path, text }, index) => after[index]?.path === path && after[index]?.text === text);
}

function unchanged({ revision }: RevisionInForce): Result<Changed, Refusal> {
  return ok({ status: 200, body: { outcome: 'unchanged', revision }, revision });
}

async function plan(
  { base, draft }: Draft,
  { query: { days, limit } }: WantedChange,
  { decisions, recordedClaims, now }: ChangeParts,
): Promise<Result<Changed, Refusal>> {
  const bounds = { days, limit, now: now(), claims: recordedClaims };
  const recorded = await readRecorded(decisions, [base.trust, draft.trust], bounds);
  if (!recorded.ok) return err({ reason: 'unavailable' });
  const before = { trust: base.trust, diagnostics: [] };
  const planned = await planChange({ before, after: draft }, recorded.value, Math.floor(now() / 1000));
  return ok({ status: 200, body: { outcome: 'planned', base: base.revision, ...planned } });
}

async function propose(
  { base, files, draft }: Draft,
  { admin, reason }: WantedChange,
  { proposals, newProposalId, now, log }: ChangeParts,
): Promise<Result<Changed, Refusal>> {
  const at = now();
  const changes = changesIn(base, draft, at);
  const revision = namedRevision(base);
  const proposal = await proposals.add({
    id: newProposalId(at),
    sources: files,
    author: admin.name,
    reason,
    changes,
    ...(revision !== undefined && { base: revision }),
  });
  if (!proposal.ok) return err({ reason: 'unavailable' });
  log.info({ proposal: proposal.value.id, author: admin.name, reason }, 'trust change proposed');
  const { diagnostics } = draft;
  const body = { outcome: 'proposed' as const, proposal: toldProposal(proposal.value), diagnostics };
  return ok({ status: 202, body });
}

async function apply(
  { base, files, draft }: Draft,
  { admin, reason }: WantedChange,
  parts: ChangeParts,
): Promise<Result<Changed, Refusal>> {
  const changes = changesIn(base, draft, parts.now());
  const appended = await parts.history.append({
    sources: files,
    author: admin.name,
    reason,
    changes,
    expected: namedRevision(base),
  });
  if (!appended.ok) {
    return err({ reason: appended.error === 'unavailable' ? 'unavailable' : 'revision_stale' });
  }
  const { revision } = appended.value;
  putInForce(revision, draft, admin, parts);
  const body = {
    outcome: 'applied' as const,
    revision: toldRevision(appended.value),
    diagnostics: draft.diagnostics,
  };
  return ok({ status: 200, body, revision });
}

/** In force here before it is answered; other replicas follow. */
export function putInForce(
  revision: string,
  draft: TrustDraft,
  { name }: Admin,
  { trust, log }: Pick<ChangeParts, 'trust' | 'log'>,
): void {
  trust.put(draft, revision);
  log.warn({ revision, author: name }, 'trust changed by an admin');
}

/** The ledger's name of a base; `undefined` while it has none. */
function namedRevision({ revision }: RevisionInForce): string | undefined {
  return isNewer(revision, 'none') ? revision : undefined;
}

/** What the change does, as the history keeps it. */
function changesIn(base: RevisionInForce, draft: TrustDraft, now: number): readonly JsonValue[] {
  const { documents } = diffTrust(base.trust, draft.trust, { now: Math.floor(now / 1000) });
  return documents.map(({ kind, id, change, effects }) => ({
    kind,
    id,
    change,
    effects: effects.map(({ member, text, reach }) => ({ member, text, reach })),
  }));
}
