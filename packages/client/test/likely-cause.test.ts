import { ok, TokenType } from '@cambio/oauth';
import { expect } from 'chai';
import {
  createDpopKey,
  describeCause,
  type ExchangeRequest,
  edgeIo,
  exchange,
  type LikelyCause,
} from '../src/index.ts';
import { serveGateway } from './gateway.ts';
import { closeServers, NOW, type Reply } from './server.ts';
import { jwtFor } from './sources/place.ts';

const refusedBy = (date: number, body: object = { error: 'invalid_request' }): Reply => ({
  status: 400,
  headers: { date: new Date(date * 1000).toUTCString() },
  body,
});

/** What is said of an exchange whose token has these claims, by a machine whose clock is right. */
async function causeOf(
  reply: Reply,
  claims: object = { iat: NOW, exp: NOW + 300 },
  more: Partial<ExchangeRequest> & { readonly aud?: string } = {},
): Promise<LikelyCause | undefined> {
  const { issuer: gateway } = await serveGateway({ replies: [reply] });
  const { aud = gateway, ...changes } = more;
  const subject = ok({ token: jwtFor(aud, claims), tokenType: TokenType.jwt });
  const request = { gateway, source: { name: 'test', token: async () => subject }, ...changes };
  const io = { ...edgeIo({ env: {}, fetch }), now: () => NOW, wait: async () => {} };
  const outcome = await exchange(request, io);
  if (outcome.ok || outcome.error.kind !== 'refused') expect.fail('the gateway refused');
  return outcome.error.likelyCause;
}

describe('the likely cause of a refusal', () => {
  afterEach(closeServers);

  const cases = [
    ['nothing looks wrong', NOW, {}, undefined],
    ['the clock is off by a little', NOW - 59, {}, undefined],
    ['the clock is ahead by more', NOW - 301, {}, { kind: 'clock', ahead: 301 }],
    ['the clock is behind by more', NOW + 301, {}, { kind: 'clock', ahead: -301 }],
    ['the token lives for an hour', NOW + 3000, { exp: NOW + 3600 }, undefined],
    [
      'the token says no times, and the clock is behind',
      NOW + 301,
      { iat: undefined, exp: undefined },
      { kind: 'clock', ahead: -301 },
    ],
    ['the token has ended', NOW, { iat: NOW - 400, exp: NOW - 100 }, { kind: 'expired', ago: 100 }],
    [
      'the token is of the future',
      NOW,
      { iat: NOW + 100, exp: NOW + 400 },
      { kind: 'not_yet_valid', by: 100 },
    ],
  ] as const;
  for (const [name, date, claims, expected] of cases) {
    it(`is ${expected?.kind ?? 'nothing'} where ${name}`, async () => {
      expect(await causeOf(refusedBy(date), { iat: NOW, exp: NOW + 300, ...claims })).to.deep.equal(expected);
    });
  }

  it('is told where the token is for somebody else', async () => {
    const body = { error: 'invalid_request', reason: 'wrong_audience', decision_id: '01J001' };
    const asked = { aud: 'sts.amazonaws.com', sourceAudience: 'own' };
    expect(await causeOf(refusedBy(NOW, body), undefined, asked)).to.deep.equal({
      kind: 'audience',
      asked: 'own',
    });
    expect(await causeOf(refusedBy(NOW, body), undefined, { aud: 'own', sourceAudience: 'own' })).to.equal(
      undefined,
    );
    expect(await causeOf(refusedBy(NOW), undefined, asked)).to.equal(undefined);
  });

  it('is not told where the gateway tells of something else', async () => {
    const body = { error: 'invalid_target', reason: 'claim_mismatch', decision_id: '01J001' };
    expect(await causeOf(refusedBy(NOW + 9999, body))).to.equal(undefined);
  });

  it('is told where a proof was stale by the gateway, as this clock dates proofs', async () => {
    const dpop = await createDpopKey();
    const body = { error: 'invalid_dpop_proof', reason: 'proof_stale' };
    expect(await causeOf(refusedBy(NOW - 100, body), undefined, { dpop })).to.deep.equal({
      kind: 'clock',
      ahead: 100,
    });
  });

  it('is told where the gateway tells of time or audience', async () => {
    const body = { error: 'invalid_request', reason: 'token_expired', decision_id: '01J001' };
    expect(await causeOf(refusedBy(NOW + 9999, body))).to.deep.equal({ kind: 'clock', ahead: -9999 });
  });

  it('has words', () => {
    expect(describeCause({ kind: 'clock', ahead: 301 })).to.match(/clock is 301 s ahead of the gateway's/);
    expect(describeCause({ kind: 'clock', ahead: -301 })).to.match(/clock is 301 s behind the gateway's/);
    expect(describeCause({ kind: 'expired', ago: 7 })).to.match(/ended 7 s ago/);
    expect(describeCause({ kind: 'not_yet_valid', by: 7 })).to.match(/7 s in the future/);
    expect(describeCause({ kind: 'audience', asked: 'own' })).to.match(/not for own/);
  });
});
