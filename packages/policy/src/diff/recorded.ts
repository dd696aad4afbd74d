import type { EpochSeconds } from '@cambio/oauth';
import type { CompiledTrust } from '../compile/compiled-trust.ts';
import { decide } from '../decide/decide.ts';
import type { Decision, DecisionInput } from '../decision.ts';
import { isEqual } from '../equal.ts';
import { explain } from '../explain/explain.ts';
import type { Explanation } from '../explanation.ts';
import type { Pair } from './effect.ts';

/** A decision that was made, as far as it was recorded. */
export interface RecordedDecision {
  readonly id: string;
  readonly at: EpochSeconds;
  /** The claims may be fewer than the token had. */
  readonly input: Omit<DecisionInput, 'now'>;
  readonly outcome: 'allow' | 'deny';
}

/** What would become of recorded requests, were they made again. */
export interface Replay {
  /** Requests that would turn out otherwise: what is newly allowed first, then what is newly denied. */
  readonly changes: readonly DecisionChange[];
  /** How many decisions were made again. */
  readonly replayed: number;
  /**
   * How many of these the documents before decide otherwise than was recorded: they are not those it was decided by,
   * or the record lacks claims that they ask for. What is said of them may be wrong.
   */
  readonly unfaithful: number;
}

/** Requests, alike in who asks for what, that would turn out otherwise in the same way. */
export interface DecisionChange {
  readonly kind: 'newly_allowed' | 'newly_denied' | 'granted_otherwise' | 'denied_otherwise';
  readonly before: Decision;
  /** What would be decided, and why. */
  readonly after: Explanation;
  /** The first of the decisions in the order given. */
  readonly request: RecordedDecision['input'];
  /** All of them, by id. */
  readonly decisions: readonly string[];
  /** Whether the documents before decide each of them as was recorded. */
  readonly faithful: boolean;
}

const KINDS: readonly DecisionChange['kind'][] = [
  'newly_allowed',
  'newly_denied',
  'granted_otherwise',
  'denied_otherwise',
];

/** Decisions being made again, one after the other: whoever has many can do something else in between. */
export interface Replaying {
  add(recorded: RecordedDecision): void;
  /** What came of all that were added so far. */
  result(): Replay;
}

/**
 * Decides recorded requests by the documents before and after, both at `now`, so that only what the documents do
 * differs. Explains each new outcome once.
 */
export function startReplay(trusts: Pair<CompiledTrust>, now: EpochSeconds): Replaying {
  const groups = new Map<string, Group>();
  let unfaithful = 0;
  let replayed = 0;
  return {
    add(record) {
      replayed++;
      const faithful = isFaithful(trusts[0], record);
      if (!faithful) unfaithful++;
      const input = { ...record.input, now };
      const [before, after] = [decide(trusts[0], input), decide(trusts[1], input)];
      if (isSameDecision(before, after)) return;
      const { subject, request } = record.input;
      const key = JSON.stringify([subject.workload.key, request, before, after]);
      const group = groups.get(key) ?? groupOf(record, before, explain(trusts[1], input));
      groups.set(key, group);
      group.decisions.push(record.id);
      group.faithful &&= faithful;
    },
    result() {
      const changes = [...groups.values()].sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
      return { changes, replayed, unfaithful };
    },
  };
}

/** A change while decisions are still added to it. */
interface Group extends DecisionChange {
  readonly decisions: string[];
  faithful: boolean;
}

function groupOf({ input }: RecordedDecision, before: Decision, after: Explanation): Group {
  return {
    kind: kindOf(before, after.decision),
    before,
    after,
    request: input,
    decisions: [],
    faithful: true,
  };
}

function isFaithful(before: CompiledTrust, { input, at, outcome }: RecordedDecision): boolean {
  return decide(before, { ...input, now: at }).outcome === outcome;
}

function kindOf(before: Decision, after: Decision): DecisionChange['kind'] {
  if (before.outcome === after.outcome) {
    return after.outcome === 'allow' ? 'granted_otherwise' : 'denied_otherwise';
  }
  return after.outcome === 'allow' ? 'newly_allowed' : 'newly_denied';
}

function isSameDecision(a: Decision, b: Decision): boolean {
  return isEqual(comparable(a), comparable(b));
}

/** The order of scopes means nothing, nor which mapping came nearest to a denial. */
function comparable(decision: Decision): object {
  if (decision.outcome === 'deny') return { reason: decision.reason };
  return { ...decision, scopes: [...decision.scopes].sort() };
}
