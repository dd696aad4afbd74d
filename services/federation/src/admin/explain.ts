import type { VerifiedIdentity } from '@cambio/claims';
import type { Ledger } from '@cambio/ledger';
import { err, ok, type Result, TokenType } from '@cambio/oauth';
import { type CompiledTrust, type DecisionInput, explain, supposeIdentity } from '@cambio/policy';
import type { Verifier } from '@cambio/sts';
import type { ActiveTrust } from '../trust/active-trust.ts';
import { recordedOf } from '../trust/recorded-decisions.ts';
import { explainOperations as operations } from './contract/explain.ts';
import { type Call, implement } from './operation.ts';
import type { Refusal } from './problem.ts';

export interface ExplainParts {
  readonly trust: Pick<ActiveTrust, 'current'>;
  readonly decisions: Pick<Ledger['decisions'], 'get'>;
  /** As at an exchange. */
  readonly verifier: Verifier;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

type Question = Call<typeof operations.explain>['body'];

/** What is to be decided, or why it is not. */
type Asked =
  | { readonly verified: boolean; readonly input: Omit<DecisionInput, 'now'> }
  | { readonly verified: false; readonly refused: string };

export function explainHandlers(parts: ExplainParts) {
  return {
    explain: implement(operations.explain, async ({ body }) => {
      const { revision, trust } = parts.trust.current();
      const now = Math.floor((body.now ?? parts.now()) / 1000);
      const asked = await askedIn(body, trust, parts);
      if (!asked.ok) return asked;
      if ('refused' in asked.value) return ok({ status: 200, body: { revision, ...asked.value } });
      const { verified, input } = asked.value;
      const explanation = explain(trust, { ...input, now });
      return ok({ status: 200, body: { revision, verified, subject: told(input.subject), explanation } });
    }),
  };
}

async function askedIn(
  question: Question,
  trust: CompiledTrust,
  { decisions, verifier, now }: ExplainParts,
): Promise<Result<Asked, Refusal>> {
  if ('decision' in question) {
    const decision = await decisions.get(question.decision);
    if (!decision.ok) return err({ reason: 'unavailable' });
    if (decision.value === undefined) return err({ reason: 'no_such_decision' });
    return ok({ verified: true, input: recordedOf(decision.value, [trust]).input });
  }
  const { request } = question;
  if ('claims' in question) {
    const subject = supposeIdentity(trust, question.claims, question.issuer);
    return subject.ok
      ? ok({ verified: false, input: { subject: subject.value, request } })
      : err({ reason: 'no_such_issuer' });
  }
  const verified = await verifier.verify(question.token, TokenType.jwt, Math.floor(now() / 1000));
  if (!verified.ok) return ok({ verified: false, refused: verified.error.reason });
  return ok({ verified: true, input: { subject: verified.value.identity, request } });
}

function told({ issuer, workload: { key, name } }: VerifiedIdentity) {
  return { issuer, workload: key, name };
}
