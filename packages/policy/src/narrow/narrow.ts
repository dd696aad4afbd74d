import type { CompiledTrust } from '../compile/compiled-trust.ts';
import { finish, type Steps } from '../steps.ts';
import { narrowBinding } from './binding.ts';
import { narrowDelegation } from './delegation.ts';
import { type Evidence, evidenceOf, type RecordedUse, type ScopesAsked } from './evidence.ts';
import { narrowLifetime } from './lifetime.ts';
import { narrowMatch } from './match.ts';
import { narrowPins } from './pins.ts';
import { type Found, type Left, leave, type Narrower } from './proposal.ts';
import { prove } from './prove.ts';
import { rivalsOf } from './rivals.ts';
import { narrowScopes } from './scopes.ts';

/** A mapping that gives less, made from what was really used of it. */
export interface Narrowing {
  /** The document, with its comments and layout; absent where there is nothing to change. */
  readonly text?: string;
  readonly changes: readonly Narrower[];
  /** What stays as wide as it is, although less would be safer. */
  readonly left: readonly Left[];
  /** How many recorded requests it was concluded from. */
  readonly uses: number;
}

export interface NarrowingInput {
  /** The mapping's id. */
  readonly mapping: string;
  /** Its document, as it is written. */
  readonly text: string;
  /** What was decided, the newest first. */
  readonly records: readonly RecordedUse[];
  readonly asked: ScopesAsked;
}

/**
 * Suggests a narrower mapping from what was really used: unused scopes go, the lifetime comes down to what was needed,
 * claims are held to the few values they had, and proofs and actors that always were there are demanded. Pure.
 *
 * Every recorded request that the mapping grants is granted the same by the narrower one, but for the lifetime: each
 * change is tried on all of them, and on the tests of the document. Whoever names a target gets nothing that the same request
 * did not get before. Whoever names none may: of two targets that both would have been given, one is left.
 */
export function narrow(trust: CompiledTrust, input: NarrowingInput): Narrowing {
  return finish(narrowSteps(trust, input));
}

/** The same, a recorded request a step. */
export function* narrowSteps(
  trust: CompiledTrust,
  { mapping, text, records, asked }: NarrowingInput,
): Steps<Narrowing> {
  const evidence = yield* evidenceOf(trust, mapping, records, asked);
  if (typeof evidence === 'string') {
    return { changes: [], left: [{ member: '', because: evidence }], uses: 0 };
  }
  const found = findingsIn(trust, evidence);
  const proved = yield* prove(
    trust,
    text,
    evidence,
    found.flatMap(({ proposals }) => proposals),
  );
  return {
    ...(proved.made.length > 0 && { text: proved.text }),
    changes: proved.made.map(({ member, text, because }) => ({ member, text, because })),
    left: [...found.flatMap(({ left }) => left), ...proved.refused],
    uses: evidence.uses.length,
  };
}

/** Which mapping is taken for a request must not depend on what is changed; where it could, only more is demanded. */
function findingsIn(trust: CompiledTrust, evidence: Evidence): readonly Found[] {
  const { mapping } = evidence;
  const binding = narrowBinding(evidence);
  const [rival] = rivalsOf(trust, mapping, mapping.scopes.length);
  if (rival !== undefined) return [binding, leave('match', rivalText(rival.id))];
  return [
    scopesUnlessRivalled(trust, evidence),
    narrowLifetime(evidence),
    ...narrowMatch(evidence),
    ...narrowPins(evidence),
    narrowDelegation(evidence),
    binding,
  ];
}

/** With fewer scopes a mapping may go before another one that went before it. */
function scopesUnlessRivalled(trust: CompiledTrust, evidence: Evidence): Found {
  const found = narrowScopes(trust, evidence);
  const [proposal] = found.proposals;
  if (proposal === undefined) return found;
  const left = evidence.mapping.scopes.length - proposal.fixes.length;
  const [rival] = rivalsOf(trust, evidence.mapping, left);
  return rival === undefined ? found : leave(proposal.member, rivalText(rival.id));
}

function rivalText(id: string): string {
  return `${id} can hold for the same tokens and gives as much: what one of the two no longer does, the other would`;
}
