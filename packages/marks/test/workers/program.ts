import cluster from 'node:cluster';
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { openMarks, relayBetweenWorkers } from '../../src/index.ts';

/**
 * A program of two workers on the marks at the path it is given, for `workers.test.ts`. Once both listen, the first tells of a change of trust,
 * and both count up one counter three times. Says on standard output what they heard and what was left, a line each.
 */
const [path = ''] = process.argv.slice(2);

if (cluster.isPrimary) {
  relayBetweenWorkers();
  const workers = [cluster.fork(), cluster.fork()];
  await Promise.all(workers.map((worker) => once(worker, 'message')));
  for (const worker of workers) worker.send('go');
} else {
  const marks = await openMarks({ url: `sqlite:${path}`, worker: true, now: Date.now });
  if (!marks.ok) throw new Error(marks.error.reason);
  const { announce, listen, rateLimit } = marks.value;
  const heard = new Promise<void>((resolve) => listen('trust', resolve));
  listen('keys', () => say({ heard: 'keys' }));
  const limit = rateLimit('test', { points: 10, perSeconds: 60 });
  const told = new Promise((resolve) => {
    process.on('message', (message) => message === 'go' && resolve(message));
  });
  process.send?.('ready');
  await told;
  if (cluster.worker?.id === 1) await announce('trust');
  await heard;
  say({ heard: 'trust' });
  for (const _ of [1, 2, 3]) say({ left: (await limit.take('somebody')).left });
  await marks.value.close();
  process.disconnect();
}

function say(line: object): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}
