import type { Allow, Decision } from '../decision.ts';
import type { MappingTest } from '../document/mapping.ts';
import { isEqual } from '../equal.ts';
import type { TrialFailure } from './failure.ts';

type Expectation = MappingTest['expect'];

/** How a decision differs from what a test expects; `undefined` when it does not. */
export function compareOutcome(expected: Expectation, decision: Decision): TrialFailure | undefined {
  if (expected === 'allow') return decision.outcome === 'allow' ? undefined : unlike('allow', decision);
  if ('deny' in expected) {
    const isExpected = decision.outcome === 'deny' && decision.reason === expected.deny;
    return isExpected ? undefined : unlike(`deny ${expected.deny}`, decision);
  }
  return decision.outcome === 'allow' ? compareGrant(expected.allow, decision) : unlike('allow', decision);
}

function unlike(expected: string, decision: Decision): TrialFailure {
  const actual = decision.outcome === 'allow' ? 'allow' : `deny ${decision.reason}`;
  return { path: ['expect'], message: `expected ${expected}, and it is ${actual}` };
}

type ExpectedGrant = Extract<Expectation, { allow: unknown }>['allow'];

function compareGrant(
  expected: ExpectedGrant,
  { scopes, subject, claims, lifetime }: Allow,
): TrialFailure | undefined {
  const actual = { scopes: [...scopes].sort(), subject, claims, lifetime };
  const wanted = {
    ...expected,
    ...(expected.scopes === undefined ? {} : { scopes: [...expected.scopes].sort() }),
  };
  for (const member of ['scopes', 'subject', 'claims', 'lifetime'] as const) {
    if (wanted[member] === undefined || isEqual(wanted[member], actual[member])) continue;
    return {
      path: ['expect', 'allow', member],
      message: `expected ${member} ${JSON.stringify(wanted[member])}, and it is ${JSON.stringify(actual[member])}`,
    };
  }
  return undefined;
}
