import cluster from 'node:cluster';
import { RateLimiterClusterMaster } from 'rate-limiter-flexible';
import { announcement, topicOf } from './announcement.ts';

/**
 * What the workers of this process share by way of it, as replicas do by Redis: their rate counters, and the signal that
 * something has changed. To be called before the first of them is started.
 */
export function relayBetweenWorkers(): void {
  new RateLimiterClusterMaster();
  cluster.on('message', (_from, message: unknown) => {
    const topic = topicOf(message);
    if (topic === undefined) return;
    for (const worker of Object.values(cluster.workers ?? {})) {
      if (worker?.isConnected()) worker.process.send(announcement(topic), undefined, {}, () => undefined);
    }
  });
}
