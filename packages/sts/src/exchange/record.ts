import { type Claims, drift, factOf } from '@cambio/claims';
import { err, type Result } from '@cambio/oauth';
import type { Allow, CompiledTrust, Condition, Explanation } from '@cambio/policy';
import type { DecisionRecord, RecordedIdentity, RecordedToken } from '../decision-record.ts';
import type { DenialReason, ExchangeFailure, Outage } from '../failure.ts';
import type { Attempt, Authenticated, VerifiedAttempt } from './attempt.ts';
import type { Context, RecordedClaims } from './context.ts';
import { tokenToKeep } from './keep-token.ts';

/** What policy found on the way to a denial. */
interface Finding {
  readonly target?: string;
  readonly mapping?: string;
  readonly explanation: Explanation;
}

/**
 * Makes an allowed exchange part of the audit trail, and its token one that can be decided on again. The token may
 * leave once this has answered `ok`.
 */
export async function recordAllowed(
  context: Context,
  attempt: VerifiedAttempt,
  allow: Allow,
  issued: RecordedToken,
): Promise<Result<void, ExchangeFailure>> {
  const { target, mapping } = allow;
  const record = { ...recordOf(context, attempt), outcome: 'allow', target, mapping, issued } as const;
  const recorded = await context.ports.decisions.record(record, tokenToKeep(attempt, allow, issued));
  return recorded.ok ? recorded : unrecorded();
}

/** Records a denial, then gives it. */
export async function denied(
  context: Context,
  attempt: Attempt,
  reason: DenialReason,
  finding?: Finding,
): Promise<Result<never, ExchangeFailure>> {
  const recorded = await context.ports.decisions.record({
    ...recordOf(context, attempt),
    outcome: 'deny',
    reason,
    ...(finding?.target !== undefined && { target: finding.target }),
    ...(finding?.mapping !== undefined && { mapping: finding.mapping }),
    ...(finding && { explanation: finding.explanation }),
  });
  if (!recorded.ok) return unrecorded();
  const conditions = finding && tellableConditions(attempt, reason, finding.explanation);
  return err({ kind: 'denied', decision: attempt.id, reason, ...(conditions && { conditions }) });
}

/** Records that the exchange failed for want of a store or key, then says so. */
export async function interrupted(
  context: Context,
  attempt: Attempt,
  outage: Outage,
): Promise<Result<never, ExchangeFailure>> {
  const record = { ...recordOf(context, attempt), outcome: 'deny', reason: outage } as const;
  const recorded = await context.ports.decisions.record(record);
  return recorded.ok ? err({ kind: 'interrupted', decision: attempt.id, outage }) : unrecorded();
}

function unrecorded(): Result<never, ExchangeFailure> {
  return err({ kind: 'interrupted', outage: 'ledger_unavailable' });
}

/** The nearest miss's failed conditions, for a caller whose issuer allows it and whose token met the issuer's own guard. */
function tellableConditions(
  { trust, subject }: Attempt,
  reason: DenialReason,
  { candidates }: Explanation,
): readonly Condition[] | undefined {
  const tells = trust.issuers.get(subject.identity.issuer)?.explainDenials === 'claims';
  if (!tells || reason === 'issuer_condition') return undefined;
  return candidates[0]?.conditions.filter(({ held }) => !held);
}

/** What every record of an attempt says, however it ends. */
function recordOf(
  { gateway }: Context,
  attempt: Attempt,
): Pick<DecisionRecord, 'id' | 'at' | 'revision' | 'subject' | 'actor' | 'asked'> {
  const { id, at, revision, trust, subject, actor, asked } = attempt;
  return {
    id,
    at,
    revision,
    subject: recordedIdentity(subject, trust, gateway.recordedClaims),
    ...(actor && { actor: recordedIdentity(actor, trust, gateway.recordedClaims) }),
    asked,
  };
}

function recordedIdentity(who: Authenticated, trust: CompiledTrust, keep: RecordedClaims): RecordedIdentity {
  const { issuer, workload, claims } = who.identity;
  return {
    issuer,
    workload: workload.key,
    name: workload.name,
    ...(workload.task !== undefined && { task: workload.task }),
    claims: keptClaims(claims, issuer, trust, keep),
    tokenDigest: who.digest,
  };
}

function keptClaims(claims: Claims, issuer: string, trust: CompiledTrust, keep: RecordedClaims): Claims {
  const profile = trust.issuers.get(issuer)?.profile;
  if (keep === 'none' || profile === undefined) return {};
  if (keep === 'all' || profile.open || drift(profile, claims).length === 0) return claims;
  return Object.fromEntries(Object.entries(claims).filter(([name]) => factOf(profile, name) !== undefined));
}
