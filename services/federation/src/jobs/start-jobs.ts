import type { Settings } from '@cambio/settings';
import { openSink } from '../audit/open-sink.ts';
import { sealTrail } from '../audit/seal-trail.ts';
import { consumerOf, streamTrail } from '../audit/stream-trail.ts';
import { ids } from '../ids.ts';
import { countForeign } from '../metrics/count-foreign.ts';
import { countRejected } from '../metrics/count-rejected.ts';
import { observeClocks } from '../metrics/observe-clocks.ts';
import { observeSignal } from '../metrics/observe-signal.ts';
import { observeTrail } from '../metrics/observe-trail.ts';
import type { Stores } from '../open-stores.ts';
import type { Observed } from '../surroundings.ts';
import type { ActiveTrust } from '../trust/active-trust.ts';
import { VERSION } from '../version.ts';
import type { ClockWatch } from '../watch-clock.ts';
import { followDirectory } from './follow-directory.ts';
import { followHints } from './follow-hints.ts';
import { followKeys } from './follow-keys.ts';
import { followTrust } from './follow-trust.ts';
import { forget } from './forget.ts';
import { lookAtClock } from './look-at-clock.ts';
import { rotateKeys } from './rotate-keys.ts';
import { sweepMarks } from './sweep-marks.ts';
import { takeInventory } from './take-inventory.ts';
import { tellReplica } from './tell-replica.ts';

/** Starts all that the gateway does unasked; it ends with `closing`. */
export function startJobs(
  settings: Settings,
  trust: ActiveTrust,
  { ledger, marks, keyRing }: Stores,
  clock: ClockWatch,
  observed: Observed,
  closing: AsyncDisposableStack,
): void {
  const { log, now, meter } = observed;
  const { issuer, audit, retention } = settings;
  observeSignal(marks, meter);
  const rejected = countRejected(meter);
  const sinks = audit.sinks.map((sink) => openSink(sink, issuer, { log, now }, rejected(sink.id)));
  const sealing = sealTrail({
    ledger,
    ring: keyRing,
    accept: audit.acceptCheckpoint,
    issuer,
    every: audit.sealEvery,
    retention: retention.decisions,
    consumers: sinks.map(consumerOf),
    now,
    isSound: clock.isSound,
    log,
    onForeign: countForeign(meter),
  });
  const polls = [
    sealing,
    ...sinks.map((sink) => streamTrail({ sink, ledger, now, log })),
    followHints(followKeys(keyRing, log), marks, 'keys'),
    rotateKeys(keyRing, ledger.leases, clock.isSound, log),
    lookAtClock(clock),
    observeClocks({ ledger, marks }, observed),
    observeTrail(
      ledger.trail,
      sinks.map(({ id }) => id),
      observed,
    ),
    takeInventory(ledger, log),
    forget({ ledger, retention, now, isSound: clock.isSound, log }),
    settings.trust.source === 'directory'
      ? followDirectory(settings.trust.path, trust, log)
      : followHints(followTrust(ledger.trust, trust, log), marks, 'trust'),
  ];
  for (const poll of polls) {
    poll.start();
    closing.defer(() => poll.stop());
  }
  const id = ids.replica(now());
  const replica = tellReplica({ replicas: ledger.replicas, trust, id, version: VERSION, now });
  replica.start();
  closing.defer(() => replica.leave());
  const sweeping = sweepMarks(marks, clock.isSound, log);
  closing.defer(() => sweeping.stop());
}
