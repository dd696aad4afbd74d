import type { DecisionId } from '@cambio/oauth';
import { expect } from 'chai';
import { type DenialReason, type ExchangeFailure, toAnswer } from '../src/index.ts';

const decision = '0190-decision' as DecisionId;
const denied = (reason: DenialReason): ExchangeFailure => ({ kind: 'denied', decision, reason });

describe('toAnswer', () => {
  const codes: readonly [DenialReason, string][] = [
    ['token_expired', 'invalid_request'],
    ['wrong_audience', 'invalid_request'],
    ['actor_token_expired', 'invalid_request'],
    ['unknown_target', 'invalid_target'],
    ['claim_mismatch', 'invalid_target'],
    ['no_mapping', 'invalid_target'],
    ['scope_not_granted', 'invalid_scope'],
    ['replayed', 'invalid_request'],
    ['proof_stale', 'invalid_dpop_proof'],
    ['nonce_missing', 'use_dpop_nonce'],
    ['nonce_stale', 'use_dpop_nonce'],
    ['binding_required', 'invalid_request'],
  ];
  for (const [reason, error] of codes) {
    it(`answers ${reason} with 400 ${error}, the reason and the decision id`, () => {
      const { status, body } = toAnswer(denied(reason));
      expect(status).to.equal(400);
      expect(body).to.include({ error, reason, decision_id: decision });
    });
  }

  it('does not tell an unknown target from one that is not granted', () => {
    const { error_description: unknown } = toAnswer(denied('unknown_target')).body;
    expect(toAnswer(denied('claim_mismatch')).body.error_description).to.equal(unknown);
  });

  it('tells nothing of a token whose signature did not verify', () => {
    const answers = (['unknown_issuer', 'invalid_signature', 'malformed_token'] as const).map((reason) =>
      toAnswer({ kind: 'unauthentic', refusal: { reason, detail: `private ${reason}` } }),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).to.equal(1);
    expect(answers[0]?.body).to.have.all.keys('error', 'error_description');
  });

  it('answers an outage with 503 and when to come back', () => {
    const answer = toAnswer({ kind: 'interrupted', outage: 'ledger_unavailable' });
    expect(answer).to.deep.include({ status: 503, retryAfter: 2 });
    expect(answer.body.error).to.equal('temporarily_unavailable');
  });

  it('tells failed conditions where it was given them, and never what was found', () => {
    const conditions = [
      { kind: 'match', what: 'ref', expected: 'equals "x"', found: 'secret', held: false },
    ] as const;
    const { body } = toAnswer({ kind: 'denied', decision, reason: 'claim_mismatch', conditions });
    expect(body.failed_conditions).to.deep.equal([{ condition: 'ref', expected: 'equals "x"' }]);
    expect(JSON.stringify(body)).not.to.contain('secret');
  });

  it('keeps descriptions within the characters OAuth allows', () => {
    const failures: ExchangeFailure[] = [
      { kind: 'request', defect: 'parameter_missing', parameter: 'subject_token' },
      { kind: 'request', defect: 'scope_malformed', parameter: 'scope' },
      denied('claim_mismatch'),
      { kind: 'interrupted', outage: 'upstream_keys_unavailable' },
    ];
    for (const failure of failures) {
      expect(toAnswer(failure).body.error_description).to.match(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
    }
  });
});
