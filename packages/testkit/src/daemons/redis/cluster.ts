import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { freePort } from '../../free-port.ts';
import { type RunningRedis, startRedis } from './server.ts';
import { until } from './until.ts';

const run = promisify(execFile);

/** A Redis Cluster of three masters. */
export interface RunningRedisCluster {
  readonly url: string;
  readonly nodes: readonly RunningRedis[];
  readonly stop: () => Promise<void>;
}

export async function startRedisCluster(): Promise<RunningRedisCluster> {
  const nodes = [await startNode(), await startNode(), await startNode()];
  const addresses = nodes.map(({ port }) => `127.0.0.1:${port}`);
  await run('redis-cli', ['--cluster', 'create', ...addresses, '--cluster-yes']);
  for (const { ask } of nodes) {
    await until(async () => (await ask('cluster', 'info')).includes('cluster_state:ok'));
  }
  return {
    url: `redis+cluster://${addresses.join(',')}`,
    nodes,
    stop: async () => void (await Promise.all(nodes.map(({ stop }) => stop('SIGKILL')))),
  };
}

async function startNode(): Promise<RunningRedis> {
  const configuration = ['cluster-enabled yes', `cluster-port ${await freePort()}`];
  return startRedis({ configuration });
}
