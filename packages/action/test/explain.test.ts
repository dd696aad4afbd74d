import type { ExchangeError } from '@cambio/client';
import { expect } from 'chai';
import { explain } from '../src/explain.ts';

const refused = { kind: 'refused', status: 400, error: 'invalid_target', reason: 'claim_mismatch' } as const;
const source = { kind: 'source', source: 'github-actions', detail: 'x' } as const;

describe('an annotation', () => {
  for (const [error, title, said] of [
    [{ ...source, reason: 'not_configured' }, 'GitHub gives this job no token', '  id-token: write'],
    [
      { ...source, reason: 'unavailable' },
      'GitHub gives this job no token',
      'no token from github-actions: x',
    ],
    [{ kind: 'gateway', detail: 'not https' }, 'The gateway cannot be used', 'exactly as the gateway has it'],
    [
      { kind: 'unreachable', host: 'sts.example', unsent: true, detail: 'ECONNREFUSED' },
      'The gateway does not answer',
      'cannot reach sts.example: ECONNREFUSED',
    ],
    [
      { kind: 'unexpected_answer', status: 404, detail: 'there is no metadata' },
      'There is no gateway at this URL',
      'there is no metadata (status 404)',
    ],
    [{ ...refused, decisionId: 'd1' }, 'The gateway denies the token', 'claim_mismatch (decision d1)'],
    [{ ...refused, decisionId: 'd1' }, 'The gateway denies the token', 'cambio explain --decision d1'],
    [{ ...refused, error: 'invalid_request' }, 'The gateway denies the token', 'its log says'],
    [{ ...refused, status: 503 }, 'The gateway cannot answer now', 'Run the job again later.'],
    [{ ...refused, status: 429 }, 'The gateway cannot answer now', 'Run the job again later.'],
  ] satisfies readonly (readonly [ExchangeError, string, string])[]) {
    it(`of ${JSON.stringify(error)} says ${said}`, () => {
      expect(explain(error).title).to.equal(title);
      expect(explain(error).message).to.contain(said);
    });
  }

  it('tells what the nearest mapping demands, where the gateway does', () => {
    const failedConditions = [{ condition: 'ref', expected: 'equals "refs/heads/main"\u001b[2J' }];
    expect(explain({ ...refused, failedConditions, decisionId: 'd1' }).message).to.contain(
      'The nearest mapping demands:\n  ref: equals "refs/heads/main" [2J\n',
    );
  });
});
