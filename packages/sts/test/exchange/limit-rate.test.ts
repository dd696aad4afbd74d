import { ok } from '@cambio/oauth';
import { expect } from 'chai';
import { toAnswer } from '../../src/index.ts';
import { ask, exchangeUnderTest, verified } from '../exchange-under-test.ts';

const CLAIMS = {
  iss: 'https://token.actions.githubusercontent.com',
  repository_id: '100200',
  repository_owner_id: '300',
  ref: 'refs/heads/main',
};

function underTest(wait: number | undefined) {
  const counted: string[] = [];
  const marks: string[] = [];
  const broken = {
    rates: {
      take: async (issuer: string, workload: string) => {
        counted.push(`${issuer} ${workload}`);
        return wait;
      },
    },
    marks: {
      reserve: async (key: string) => {
        marks.push(key);
        return ok('reserved' as const);
      },
    },
  };
  const gateway = exchangeUnderTest({ subject: verified('subject', 'github', CLAIMS) }, broken);
  return { ...gateway, counted, marks };
}

describe('exchanges that are too many', () => {
  it('are counted for the workload and its issuer, once', async () => {
    const gateway = underTest(undefined);
    await ask(gateway.exchange);
    expect(gateway.counted).to.have.lengthOf(1);
    expect(gateway.counted[0]).to.match(/^github github.*100200/);
  });

  it('are denied with the time to wait, and recorded, and the token is not used up', async () => {
    const gateway = underTest(17);
    const asked = await ask(gateway.exchange);
    expect(!asked.ok && asked.error).to.deep.include({
      kind: 'denied',
      reason: 'rate_limited',
      retryAfter: 17,
    });
    expect(gateway.records).to.have.lengthOf(1);
    expect(gateway.records[0]).to.include({ outcome: 'deny', reason: 'rate_limited' });
    expect(gateway.marks).to.deep.equal([]);
    const answer = asked.ok ? undefined : toAnswer(asked.error);
    expect(answer).to.deep.include({ status: 429, retryAfter: 17 });
    expect(answer?.body).to.include({ error: 'temporarily_unavailable', reason: 'rate_limited' });
  });

  it('are not counted for a token that did not verify', async () => {
    const gateway = underTest(17);
    await ask(gateway.exchange, { subject_token: 'forged' });
    expect(gateway.counted).to.deep.equal([]);
  });
});
