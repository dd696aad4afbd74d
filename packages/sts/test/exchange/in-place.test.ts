import { sampleClaims } from '@cambio/claims';
import { ok } from '@cambio/oauth';
import { expect } from 'chai';
import { toAnswer } from '../../src/index.ts';
import { ask, exchangeUnderTest, verified } from '../exchange-under-test.ts';

const CLAIMS = { ...sampleClaims('github-actions'), repository_id: '712345678', ref: 'refs/heads/main' };

function underTest(places: number) {
  const taken: string[] = [];
  const reserved: string[] = [];
  let left = places;
  const ports = {
    places: {
      take: (issuer: string) => {
        if (left === 0) return undefined;
        left--;
        taken.push(issuer);
        return () => void left++;
      },
    },
    marks: {
      reserve: async (key: string) => {
        reserved.push(key);
        return ok('reserved' as const);
      },
    },
  };
  const gateway = exchangeUnderTest({ subject: verified('subject', 'github', CLAIMS) }, ports);
  return { ...gateway, taken, reserved, left: () => left };
}

describe('the places of an issuer', () => {
  it('are taken for the issuer of the subject, and free again whatever comes of the exchange', async () => {
    const { exchange, taken, left } = underTest(1);
    expect(await ask(exchange)).to.have.property('ok', true);
    expect(await ask(exchange, { audience: 'https://nowhere.acme.example' })).to.have.property('ok', false);
    expect([taken, left()]).to.deep.equal([['github', 'github'], 1]);
  });

  it('are refused where none is left, with nothing used up and nothing recorded', async () => {
    const { exchange, records, reserved } = underTest(0);
    const asked = await ask(exchange);
    expect(!asked.ok && asked.error).to.deep.equal({ kind: 'interrupted', outage: 'overloaded' });
    expect([records, reserved]).to.deep.equal([[], []]);
    const answer = asked.ok ? undefined : toAnswer(asked.error);
    expect(answer).to.deep.include({ status: 503, retryAfter: 2 });
  });

  it('are for tokens that verify', async () => {
    const { exchange, taken } = underTest(1);
    await ask(exchange, { subject_token: 'forged' });
    expect(taken).to.deep.equal([]);
  });
});
