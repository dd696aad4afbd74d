import type { ExchangeError, SourceFailure } from '@cambio/client';
import { expect } from 'chai';
import { problemOf } from '../../src/exchange/failure.ts';
import { EXIT } from '../../src/exit-code.ts';

const refused = { kind: 'refused', status: 400, error: 'invalid_target' } as const;

describe('problemOf a failed exchange', () => {
  const source = (reason: SourceFailure['reason']) =>
    ({ kind: 'source', source: 'file', reason, detail: 'x cannot be read' }) as const;

  for (const [error, exit] of [
    [source('not_configured'), EXIT.usage],
    [source('unreadable'), EXIT.usage],
    [source('malformed'), EXIT.usage],
    [source('refused'), EXIT.denied],
    [source('unavailable'), EXIT.unreachable],
    [{ kind: 'gateway', detail: 'the gateway is not an https URL' }, EXIT.usage],
    [{ kind: 'unreachable', host: 'sts.example', unsent: true, detail: 'ECONNREFUSED' }, EXIT.unreachable],
    [{ kind: 'unexpected_answer', status: 404, detail: 'not a token endpoint' }, EXIT.unreachable],
    [refused, EXIT.denied],
    [{ ...refused, status: 401 }, EXIT.denied],
    [{ ...refused, status: 429 }, EXIT.unreachable],
    [{ ...refused, status: 503 }, EXIT.unreachable],
  ] satisfies [ExchangeError, number][]) {
    it(`ends with ${exit} for ${JSON.stringify(error)}`, () => {
      expect(problemOf(error).exit).to.equal(exit);
    });
  }

  it('tells reason and decision, and what an admin can do with it', () => {
    const problem = problemOf({
      ...refused,
      reason: 'claim_mismatch',
      description: 'No mapping grants this.',
      decisionId: 'd1',
    });
    expect(problem.message).to.equal(
      'denied: no mapping is for a workload with these claims (claim_mismatch)',
    );
    expect(problem.hint).to.contain('cambio explain --decision d1');
  });

  it('points to the log where the gateway does not say why', () => {
    expect(problemOf({ ...refused, error: 'invalid_request' })).to.deep.include({
      message: 'denied: invalid_request',
    });
    expect(problemOf({ ...refused, error: 'invalid_request' }).hint).to.contain('log');
  });

  it('says that a clock is wrong', () => {
    const error = { ...refused, likelyCause: { kind: 'clock', ahead: 7200 } } as const;
    expect(problemOf(error).hint).to.match(
      /^It looks as if this machine's clock is 7200 s ahead of the gateway's/,
    );
  });

  it('tells what the nearest mapping demands, where the gateway does, unable to steer the terminal', () => {
    const failedConditions = [{ condition: 'ref', expected: 'equals "refs/heads/main"\u001b[2J' }];
    expect(problemOf({ ...refused, failedConditions, decisionId: 'd1' }).hint).to.equal(
      'The nearest mapping demands:\n      ref: equals "refs/heads/main"\\u{1b}[2J\n' +
        '  Whoever runs the gateway can see why:  cambio explain --decision d1',
    );
  });
});
