export { type Daemon, type DaemonOptions, startDaemon } from './daemon.ts';
export { type Postgres, startPostgres } from './postgres.ts';
