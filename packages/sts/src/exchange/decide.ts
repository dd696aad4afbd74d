import { ok, type Result } from '@cambio/oauth';
import { type Allow, decide as decideByPolicy, explain } from '@cambio/policy';
import type { ExchangeFailure } from '../failure.ts';
import type { VerifiedAttempt } from './attempt.ts';
import type { Context } from './context.ts';
import { denied } from './record.ts';

/** Finds the target and the mapping that grants it. Every denial is recorded with its explanation. */
export async function decide(
  context: Context,
  attempt: VerifiedAttempt,
): Promise<Result<Allow, ExchangeFailure>> {
  const { subject, actor, asked, now } = attempt;
  const input = {
    subject: subject.identity,
    ...(actor && { actor: actor.identity }),
    request: asked,
    now,
  };
  const decision = decideByPolicy(attempt.trust, input);
  if (decision.outcome === 'allow') return ok(decision);
  return denied(context, attempt, decision.reason, {
    ...decision,
    explanation: explain(attempt.trust, input),
  });
}
