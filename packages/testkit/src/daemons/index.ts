export { type BreakableLink, startBreakableLink } from './breakable-link.ts';
export { type Daemon, type DaemonOptions, startDaemon } from './daemon.ts';
export { type Postgres, type Standby, startPostgres } from './postgres.ts';
export { type RunningRedisCluster, startRedisCluster } from './redis/cluster.ts';
export { type RunningSentinels, startSentinels } from './redis/sentinel.ts';
export { type RedisOptions, type RunningRedis, startRedis } from './redis/server.ts';
