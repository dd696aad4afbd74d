import type { CompiledMapping } from '../compile/compiled.ts';
import type { Surroundings } from '../compile/surroundings.ts';
import { decideWith } from '../decide/decide.ts';
import type { Decision, DecisionInput } from '../decision.ts';
import type { MappingTest } from '../document/mapping.ts';
import type { TrialFailure } from './failure.ts';
import { compareOutcome } from './outcome.ts';
import { stageFor } from './stage.ts';
import { tokenOf } from './token.ts';

/** How one inline test of a mapping went. */
export interface TrialResult {
  /** Its place among the mapping's tests. */
  readonly index: number;
  readonly name: string;
  /** Absent when it could not be run. */
  readonly decision?: Decision;
  /** Absent when it passed. */
  readonly failure?: TrialFailure;
}

/**
 * Runs the inline tests of a mapping: each decides about invented claims as if the mapping were the only one there
 * is, and it, its issuer and its target were enabled. So no other document can make a test pass or fail, nor does
 * switching something off. Pure; does not verify tokens.
 */
export function testMapping(mapping: CompiledMapping, around: Surroundings): readonly TrialResult[] {
  const { tests } = mapping.located.document;
  if (tests.length === 0) return [];
  const stage = stageFor(mapping, around);
  return tests.map((test, index) => {
    const input = inputOf(test, mapping, around);
    if ('message' in input) return { index, name: test.name, failure: input };
    const decision = decideWith(stage, input);
    const failure = compareOutcome(test.expect, decision);
    return { index, name: test.name, decision, ...(failure === undefined ? {} : { failure }) };
  });
}

function inputOf(
  test: MappingTest,
  mapping: CompiledMapping,
  { issuers }: Surroundings,
): DecisionInput | TrialFailure {
  const subject = tokenOf(test.claims, issuers.get(mapping.issuer), ['claims']);
  if (!subject.ok) return subject.error;
  const { scopes, binding, client, ip } = test.request;
  const input: DecisionInput = {
    subject: subject.value,
    request: {
      audience: mapping.target,
      binding,
      ...(scopes === undefined ? {} : { scopes }),
      ...(client === undefined ? {} : { client }),
      ...(ip === undefined ? {} : { ip }),
    },
    now: test.now ?? momentFor(mapping, subject.value.claims.iat),
  };
  if (test.actor === undefined) return input;
  const actor = tokenOf(test.actor.claims, issuers.get(test.actor.issuer), ['actor', 'claims']);
  return actor.ok ? { ...input, actor: actor.value } : actor.error;
}

/** When the token was issued, moved into the time the mapping is valid: tests must not fail by the mere passing of time. */
function momentFor({ notBefore, expires }: CompiledMapping, issuedAt: unknown): number {
  const moment = typeof issuedAt === 'number' ? Math.floor(issuedAt) : 0;
  const begun = Math.max(moment, notBefore ?? moment);
  return expires !== undefined && begun >= expires ? expires - 1 : begun;
}
