import type { Profile } from '@cambio/claims';
import type { CompiledAllow } from '../compile/compiled.ts';
import type { CompiledTrust } from '../compile/compiled-trust.ts';
import { decide } from '../decide/decide.ts';
import type { Allow } from '../decision.ts';
import type { RecordedDecision } from '../diff/recorded.ts';
import type { AllowDocument } from '../document/mapping.ts';
import type { Steps } from '../steps.ts';

/** A decision that was made, and what became of its token. */
export interface RecordedUse extends RecordedDecision {
  /** Seconds for which the token was good: until it expired, or was given back. Absent: as long as it may be. */
  readonly held?: number;
}

/** What is known of the scopes that a mapping was asked for, beyond the decisions at hand. */
export interface ScopesAsked {
  /** Those that were asked for by name. */
  readonly scopes: ReadonlySet<string>;
  /** Whether every request named what it needs. */
  readonly always: boolean;
}

/** A mapping, and what was really used of it. */
export interface Evidence {
  readonly mapping: CompiledAllow;
  readonly document: AllowDocument;
  readonly profile: Profile;
  /** What the mapping as it is today grants of what was asked for, the oldest first. */
  readonly uses: readonly RecordedUse[];
  readonly asked: ScopesAsked;
}

/** Nothing is concluded from fewer uses. */
const ENOUGH = 10;

/** What there is to conclude from; or why nothing is. A record a step. */
export function* evidenceOf(
  trust: CompiledTrust,
  id: string,
  records: readonly RecordedUse[],
  asked: ScopesAsked,
): Steps<Evidence | string> {
  const mapping = trust.tables.mappings.get(id);
  const document = mapping?.located.document;
  const profile = trust.issuers.get(mapping?.issuer ?? '')?.profile;
  if (mapping?.effect !== 'allow' || document?.effect !== 'allow' || profile === undefined) {
    return 'a mapping that denies gives nothing that could be less';
  }
  const uses: RecordedUse[] = [];
  for (const record of records.toReversed()) {
    if (grantedBy(trust, id, record) !== undefined) uses.push(record);
    yield;
  }
  if (uses.length < ENOUGH) {
    return `of the recorded requests it grants ${uses.length} today: with fewer than ${ENOUGH}, nobody can tell what is needed`;
  }
  return { mapping, document, profile, uses, asked };
}

/** What a mapping grants of a recorded request, at the time of the request; `undefined` where something else comes of it. */
export function grantedBy(
  trust: CompiledTrust,
  mapping: string,
  { input, at }: RecordedDecision,
): Allow | undefined {
  const decision = decide(trust, { ...input, now: at });
  return decision.outcome === 'allow' && decision.mapping === mapping ? decision : undefined;
}
