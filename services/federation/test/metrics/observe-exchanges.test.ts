import { type DecisionId, err, ok, type Result, type TokenResponse, TokenType } from '@cambio/oauth';
import type { DecisionRecord, ExchangeFailure } from '@cambio/sts';
import { expect } from 'chai';
import { observeExchanges } from '../../src/metrics/observe-exchanges.ts';
import { openTelemetry } from '../../src/telemetry/telemetry.ts';
import { sendTo } from '../http/serve-endpoint.ts';
import { recordingLog } from '../quiet-log.ts';

const ID = '019bc2f4-7a31-7c52-9d0e-3f6a1b2c4d5e' as DecisionId;

type Outcome = Pick<DecisionRecord, 'outcome' | 'reason' | 'mapping'>;

/** Records what is said, where something is, then ends the exchange so; gives the counted series. */
async function counted(
  record: Outcome | undefined,
  ended: Result<TokenResponse, ExchangeFailure>,
  isLedgerThere = true,
): Promise<readonly string[]> {
  const { log } = recordingLog();
  const telemetry = await openTelemetry({});
  const { meter, tracer } = telemetry;
  const now = () => 1_800_000_000_000;
  const observer = observeExchanges({ log, now, elapsed: now, meter, tracer });
  const decisions = observer.decisions({
    record: async () => (isLedgerThere ? ok(undefined) : err('unavailable')),
  });
  const exchange = observer.exchange(async () => {
    const subject = { issuer: 'github' };
    if (record !== undefined) await decisions.record({ id: ID, subject, ...record } as DecisionRecord);
    return ended;
  });
  await exchange();
  const page = await (await sendTo(telemetry.endpoint, '/metrics')).text();
  await telemetry.close();
  return page.split('\n').flatMap((line) => {
    const [, labels, value] = /^cambio_exchanges_total\{(.*),otel_scope_name.*\} (\d+)$/.exec(line) ?? [];
    return labels === undefined ? [] : [`${labels.replaceAll('"', '')} ${value}`];
  });
}

const denied = { kind: 'denied', decision: ID, reason: 'claim_mismatch' } as const;

describe('observeExchanges', () => {
  it('counts one that is allowed for its issuer and mapping, once', async () => {
    const token: TokenResponse = {
      access_token: 'x',
      issued_token_type: TokenType.accessToken,
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'a',
      decision_id: ID,
    };
    expect(await counted({ outcome: 'allow', mapping: 'deploy' }, ok(token))).to.deep.equal([
      'issuer=github,mapping=deploy,outcome=allowed,reason=none 1',
    ]);
  });

  it('counts one that is denied, once, by the mapping that came nearest', async () => {
    expect(
      await counted({ outcome: 'deny', reason: 'claim_mismatch', mapping: 'deploy' }, err(denied)),
    ).to.deep.equal(['issuer=github,mapping=deploy,outcome=denied,reason=claim_mismatch 1']);
    expect(await counted({ outcome: 'deny', reason: 'no_mapping' }, err(denied))).to.deep.equal([
      'issuer=github,mapping=none,outcome=denied,reason=no_mapping 1',
    ]);
  });

  it('counts one that was recorded and interrupted as interrupted', async () => {
    const failure = { kind: 'interrupted', decision: ID, outage: 'marks_unavailable' } as const;
    expect(await counted({ outcome: 'deny', reason: 'marks_unavailable' }, err(failure))).to.deep.equal([
      'issuer=github,mapping=none,outcome=interrupted,reason=marks_unavailable 1',
    ]);
  });

  it('counts one that could not be recorded, once', async () => {
    const failure = { kind: 'interrupted', outage: 'ledger_unavailable' } as const;
    expect(await counted({ outcome: 'allow', mapping: 'deploy' }, err(failure), false)).to.deep.equal([
      'issuer=unknown,mapping=none,outcome=interrupted,reason=ledger_unavailable 1',
    ]);
  });

  const unrecorded: readonly [ExchangeFailure, string][] = [
    [
      { kind: 'request', defect: 'parameter_missing', parameter: 'x' },
      'outcome=malformed,reason=parameter_missing',
    ],
    [
      { kind: 'unauthentic', refusal: { reason: 'unknown_key', detail: 'x' } },
      'outcome=unauthentic,reason=unknown_key',
    ],
  ];
  for (const [failure, labels] of unrecorded) {
    it(`counts one that ends as ${failure.kind}, of nobody that is known`, async () => {
      expect(await counted(undefined, err(failure))).to.deep.equal([
        `issuer=unknown,mapping=none,${labels} 1`,
      ]);
    });
  }
});
