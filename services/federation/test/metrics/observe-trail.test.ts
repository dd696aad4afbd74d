import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { observeTrail } from '../../src/metrics/observe-trail.ts';
import { type LedgerUnderTest, ledgerUnderTest, NOW } from '../audit/ledger-with-decisions.ts';
import { type Measured, measured } from './measured-page.ts';

describe('observeTrail', () => {
  let store: LedgerUnderTest;
  let page: Measured;
  beforeEach(async () => {
    store = await ledgerUnderTest();
    page = await measured();
  });
  afterEach(async () => {
    await page.close();
    await store.close();
  });

  const observe = (trail = store.ledger.trail) =>
    observeTrail(trail, ['archive'], { meter: page.meter, now: store.now });
  const seal = () =>
    store.ledger.trail.seal({
      issuer: 'https://sts.example',
      now: store.now(),
      sign: async (statement) => ok(`x.${Buffer.from(JSON.stringify(statement)).toString('base64url')}.x`),
      judge: async () => ok('valid'),
      anyway: false,
    });

  it('shows nothing behind where nothing is recorded', async () => {
    await observe().look();
    expect(await page.series('cambio_audit')).to.deep.equal([
      'cambio_audit_unsealed_age 0',
      'cambio_audit_sink_lag{sink="archive"} 0',
      'cambio_audit_sink_delay{sink="archive"} 0',
    ]);
  });

  it('shows how old the oldest is of what is not sealed, and not taken', async () => {
    await store.decide(3);
    store.clock.time = NOW + 60_001;
    const trail = observe();
    await trail.look();
    expect(await page.series('cambio_audit')).to.deep.equal([
      'cambio_audit_unsealed_age 60',
      'cambio_audit_sink_lag{sink="archive"} 3',
      'cambio_audit_sink_delay{sink="archive"} 60',
    ]);
    await seal();
    await store.ledger.trail.advance('sink:archive', (await store.pending('sink:archive')).slice(0, 2));
    store.clock.time += 10_000;
    await trail.look();
    expect(await page.series('cambio_audit')).to.deep.equal([
      'cambio_audit_checkpoint_age 10',
      'cambio_audit_unsealed_age 0',
      'cambio_audit_sink_lag{sink="archive"} 1',
      'cambio_audit_sink_delay{sink="archive"} 69.998',
    ]);
  });

  it('lets what it saw grow older while the ledger does not answer', async () => {
    await store.decide(1);
    let away = false;
    const { trail } = store.ledger;
    const sealedExtent: typeof trail.sealedExtent = async () =>
      away ? err('unavailable') : trail.sealedExtent();
    const observed = observe({ ...trail, sealedExtent });
    await observed.look();
    away = true;
    store.clock.time = NOW + 30_001;
    await observed.look();
    expect(await page.series('cambio_audit_unsealed_age')).to.deep.equal(['cambio_audit_unsealed_age 30']);
  });
});
