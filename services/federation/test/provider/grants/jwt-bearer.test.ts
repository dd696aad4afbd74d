import { type DecisionId, err, GrantType, ok, TokenType } from '@cambio/oauth';
import type { DenialReason, ExchangeFailure, Parameters } from '@cambio/sts';
import { expect } from 'chai';
import { jwtBearerGrant } from '../../../src/provider/grants/jwt-bearer.ts';

const denied = (reason: DenialReason): ExchangeFailure => ({
  kind: 'denied',
  decision: 'd' as DecisionId,
  reason,
});

describe('the JWT bearer grant', () => {
  it('is an exchange of its assertion', async () => {
    const asked: Parameters[] = [];
    const token = {
      access_token: 't',
      issued_token_type: TokenType.accessToken,
      token_type: 'Bearer',
      expires_in: 1,
      scope: 'a',
      decision_id: 'd' as DecisionId,
    } as const;
    const grant = jwtBearerGrant(async (parameters) => {
      asked.push(parameters);
      return ok(token);
    });
    const caller = { client: 'orders', credential: 'x', presented: { kind: 'none' } } as never;
    const parameters = new Map([
      ['assertion', ['a.b.c']],
      ['scope', ['a']],
    ]);
    expect(await grant.run(parameters, caller)).to.deep.equal(ok(token));
    expect(grant.type).to.equal(GrantType.jwtBearer);
    expect(Object.fromEntries(asked[0] ?? [])).to.deep.equal({
      scope: ['a'],
      subject_token: ['a.b.c'],
      subject_token_type: [TokenType.jwt],
    });
  });

  const { toAnswer } = jwtBearerGrant(async () => err(denied('replayed')));
  const codes: readonly [ExchangeFailure, string][] = [
    [{ kind: 'unauthentic', refusal: { reason: 'invalid_signature', detail: '' } }, 'invalid_grant'],
    [denied('token_expired'), 'invalid_grant'],
    [denied('wrong_audience'), 'invalid_grant'],
    [denied('issuer_condition'), 'invalid_grant'],
    [denied('replayed'), 'invalid_grant'],
    [denied('key_not_proven'), 'invalid_grant'],
    [denied('binding_required'), 'invalid_request'],
    [denied('no_mapping'), 'invalid_target'],
    [denied('scope_not_granted'), 'invalid_scope'],
    [denied('proof_stale'), 'invalid_dpop_proof'],
    [{ kind: 'request', defect: 'parameter_missing', parameter: 'subject_token' }, 'invalid_request'],
    [{ kind: 'request', defect: 'scope_malformed', parameter: 'scope' }, 'invalid_scope'],
    [{ kind: 'interrupted', outage: 'marks_unavailable' }, 'temporarily_unavailable'],
  ];
  for (const [failure, code] of codes) {
    const what = failure.kind === 'denied' ? failure.reason : failure.kind;
    it(`answers ${what} with ${code}`, () => {
      const { body } = toAnswer(failure);
      expect(body.error).to.equal(code);
      expect(body.error_description).not.to.contain('subject_token');
    });
  }

  it('tells reason and decision as the exchange does', () => {
    expect(toAnswer(denied('replayed'))).to.deep.equal({
      status: 400,
      body: {
        error: 'invalid_grant',
        error_description: 'The assertion was not accepted.',
        decision_id: 'd',
        reason: 'replayed',
      },
    });
  });
});
