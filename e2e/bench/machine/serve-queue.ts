/** Serves a bare queue, told in JSON as the only argument, by looking at the clock; prints its p99 in milliseconds. */
import { createHistogram } from 'node:perf_hooks';
import { recordTime } from '../report/statistics.ts';
import type { BareQueue } from './bare-queue.ts';

const { rate, service, seconds }: BareQueue = JSON.parse(process.argv[2] ?? '');
const times = createHistogram();
const end = performance.now() + seconds * 1000;
for (let due = performance.now(); due < end; due += 1000 / rate) {
  countUntil(due);
  countUntil(performance.now() + service * 1000);
  recordTime(times, performance.now() - due);
}
process.stdout.write(String(times.percentile(99) / 1000));

function countUntil(time: number): void {
  while (performance.now() < time);
}
