/** Serves a bare queue, told in JSON as the only argument, by looking at the clock; prints its p99 in milliseconds. */
import { fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHistogram } from 'node:perf_hooks';
import { recordTime } from '../report/statistics.ts';
import type { BareQueue } from './bare-queue.ts';

/** A page of the embedded store, and the pages its log has before it is written from the start again. */
const PAGE = Buffer.alloc(8192);
const PAGES = 1000;

const { rate, service, seconds, durable }: BareQueue = JSON.parse(process.argv[2] ?? '');
const commit = durable ? openLog() : () => undefined;
const times = createHistogram();
const gap = 1000 / rate;
const end = performance.now() + seconds * 1000;
for (let due = performance.now(); due < end; ) {
  countUntil(due);
  const first = due;
  do due += gap;
  while (durable && due <= performance.now());
  serve(first, due);
}
process.stdout.write(String(times.percentile(99) / 1000));

/** Those that came from `first` on, up to `next`. */
function serve(first: number, next: number): void {
  countUntil(performance.now() + (service * 1000 * (next - first)) / gap);
  commit();
  for (let due = first; due < next; due += gap) recordTime(times, performance.now() - due);
}

/** Gives what writes a page, and waits until it is on the disk. The file has no name any more: it goes with the process. */
function openLog(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'cambio-queue-'));
  const file = openSync(join(folder, 'log'), 'w');
  rmSync(folder, { recursive: true });
  const write = (page: number) => writeSync(file, PAGE, 0, PAGE.length, (page % PAGES) * PAGE.length);
  for (let page = 0; page < PAGES; page++) write(page);
  fsyncSync(file);
  let next = 0;
  return () => {
    write(next++);
    fsyncSync(file);
  };
}

function countUntil(time: number): void {
  while (performance.now() < time);
}
