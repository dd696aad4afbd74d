import { createHistogram } from 'node:perf_hooks';
import { median, recordTime } from '../report/statistics.ts';
import type { Stretch } from './order.ts';
import { processorTime } from './process-figures.ts';

type Counted = Omit<Stretch, 'unsent'>;

/** Counts what happens from now on. */
export interface Tally {
  /** Milliseconds after it was due. */
  sent(late: number): void;
  answered(status: number, latency: number): void;
  /** What there was up to now. */
  total(): Counted;
}

/** Milliseconds of a slice: a machine that stalls a few times a second leaves some whole. */
const SLICE = 100;

/** @param pid the process that is measured */
export function startTally(pid: number): Tally {
  const latencies = createHistogram();
  const lateness = createHistogram();
  const slices = sliced(SLICE);
  const statuses = new Map<number, number>();
  const [start, before, ownBefore] = [performance.now(), processorTime(pid), process.cpuUsage()];

  return {
    sent: (late) => recordTime(lateness, late),
    answered: (status, latency) => {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status !== 200) return;
      recordTime(latencies, latency);
      slices.add(latency);
    },
    total: () => {
      const own = process.cpuUsage(ownBefore);
      const { 200: answered = 0, 503: turnedAway = 0, ...others } = Object.fromEntries(statuses);
      return {
        seconds: (performance.now() - start) / 1000,
        answered,
        turnedAway,
        refused: Object.values(others).reduce((sum, count) => sum + count, 0),
        p50: latencies.percentile(50) / 1000,
        p99: latencies.percentile(99) / 1000,
        middleP99: median(slices.p99s()),
        longest: latencies.max / 1000,
        lateP99: lateness.percentile(99) / 1000,
        processor: ((processorTime(pid) - before) * 1000) / answered,
        ownProcessor: (own.user + own.system) / lateness.count,
      };
    },
  };
}

/** The 99th percentile of each slice of time that is over. */
function sliced(milliseconds: number) {
  const p99s: number[] = [];
  const current = createHistogram();
  let end = performance.now() + milliseconds;
  return {
    add(latency: number): void {
      const now = performance.now();
      if (now >= end) {
        if (current.count > 0) p99s.push(current.percentile(99) / 1000);
        current.reset();
        end = now + milliseconds;
      }
      recordTime(current, latency);
    },
    p99s: () => p99s,
  };
}
