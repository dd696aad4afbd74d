import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningRedis, startRedis } from './server.ts';
import { until } from './until.ts';

const MASTER = 'cambio';

/** Milliseconds of silence after which a sentinel takes a server for dead. */
const SILENCE = 500;

/**
 * A master with one replica, and three sentinels that watch over them. The master keeps all on its disk: one that came back empty
 * would empty its replica, or be the master again, wherever a sentinel is slow to hear of the other.
 */
export interface RunningSentinels {
  readonly url: string;
  /** As things were at the start. */
  readonly master: RunningRedis;
  readonly replica: RunningRedis;
  /** The port of whom the sentinels take for the master now. */
  readonly masterPort: () => Promise<number>;
  /** Starts the first master again, with what it had. */
  readonly restartMaster: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export async function startSentinels(): Promise<RunningSentinels> {
  const disk = await mkdtemp(join(tmpdir(), 'cambio-redis-'));
  const kept = [`dir ${disk}`, 'appendonly yes', 'appendfsync always'];
  const master = await startRedis({ configuration: kept });
  const replica = await startRedis({ configuration: [`replicaof 127.0.0.1 ${master.port}`] });
  await until(async () => (await replica.ask('info', 'replication')).includes('master_link_status:up'));
  const sentinels = [await startSentinel(master), await startSentinel(master), await startSentinel(master)];
  for (const sentinel of sentinels) await until(() => knowsAll(sentinel));
  const running = new Set([master, replica, ...sentinels]);
  return {
    url: `redis+sentinel://${sentinels.map(({ port }) => `127.0.0.1:${port}`).join(',')}/${MASTER}`,
    master,
    replica,
    async masterPort() {
      const answer = await sentinels[0]?.ask('sentinel', 'get-master-addr-by-name', MASTER);
      return Number(answer?.split('\n')[1]);
    },
    async restartMaster() {
      running.add(await startRedis({ port: master.port, configuration: kept }));
    },
    stop: async () => {
      await Promise.all([...running].map(({ stop }) => stop('SIGKILL')));
      await rm(disk, { recursive: true, force: true });
    },
  };
}

function startSentinel(master: RunningRedis): Promise<RunningRedis> {
  return startRedis({
    as: 'redis-sentinel',
    configuration: [
      `sentinel monitor ${MASTER} 127.0.0.1 ${master.port} 2`,
      `sentinel down-after-milliseconds ${MASTER} ${SILENCE}`,
      `sentinel failover-timeout ${MASTER} 3000`,
    ],
  });
}

/** Whether it has found the replica and both other sentinels. */
async function knowsAll({ ask }: RunningRedis): Promise<boolean> {
  const state = await ask('info', 'sentinel');
  return state.includes('slaves=1,sentinels=3');
}
