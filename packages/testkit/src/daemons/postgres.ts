import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chown, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../free-port.ts';
import { requireFile } from '../programs.ts';
import { type Daemon, type SystemUser, startDaemon } from './daemon.ts';

const run = promisify(execFile);

/** One folder for each version that is installed. */
const VERSIONS = '/usr/lib/postgresql';

/** Whom Debian's package makes for it; it refuses to run as root. */
const ACCOUNT = 'postgres';

/** A PostgreSQL server on a loopback port, with nothing in it. */
export interface Postgres {
  readonly port: number;
  /** Makes an empty database, and gives its URL. */
  readonly createDatabase: () => Promise<string>;
  /** Runs SQL as the superuser, in the database of this URL; gives what `psql` says, a line for each row. */
  readonly query: (url: string, sql: string) => Promise<string>;
  /** Ends it, cutting every connection, at once and without tidying up where it is told to crash. */
  readonly halt: (how?: 'crash') => Promise<void>;
  /** Starts it again on the same port with the same data. */
  readonly resume: () => Promise<void>;
  /** Runs a second server that follows this one. From then on each commit waits until that one has it too. */
  readonly startStandby: () => Promise<Standby>;
  /** Ends it, and leaves nothing behind. */
  readonly stop: () => Promise<void>;
}

/** A server that follows another, and can take its place. */
export interface Standby {
  readonly port: number;
  /** Follows no more: takes writes from now on. */
  readonly promote: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface PostgresOptions {
  /** What stands in `postgresql.conf`, beside where it listens. */
  readonly configuration?: readonly string[];
  /** Certificate and private key (PEM) that it speaks TLS with, where it is asked to. */
  readonly tls?: { readonly cert: string; readonly key: string };
}

/**
 * Runs the newest PostgreSQL that Debian has installed, in a temporary folder. It takes whoever connects for the superuser.
 * Survives the death of its process, not of the machine: `fsync` is off.
 */
export async function startPostgres({ configuration = [], tls }: PostgresOptions = {}): Promise<Postgres> {
  const programs = await programFolder();
  const user = await account();
  const folder = await mkdtemp(join(tmpdir(), 'cambio-postgres-'));
  if (user !== undefined) await chown(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const initialise = [
    '-D',
    data,
    '-U',
    ACCOUNT,
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--no-sync',
    '--no-instructions',
  ];
  await run(join(programs, 'initdb'), initialise, { ...user });

  const port = await freePort();
  const lines = [
    "listen_addresses = '127.0.0.1'",
    `port = ${port}`,
    `unix_socket_directories = '${folder}'`,
    'fsync = off',
    ...(tls === undefined ? [] : ['ssl = on']),
    ...configuration,
  ];
  const own = async (name: string, text: string) => {
    await writeFile(join(data, name), text, { mode: 0o600 });
    if (user !== undefined) await chown(join(data, name), user.uid, user.gid);
  };
  await own('postgresql.conf', `${lines.join('\n')}\n`);
  if (tls !== undefined) {
    await own('server.crt', tls.cert);
    await own('server.key', tls.key);
  }

  const isReady = () =>
    run(join(programs, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', `${port}`]).then(
      () => true,
      () => false,
    );
  const start = () => startDaemon(join(programs, 'postgres'), ['-D', data], { port, ready: isReady, user });
  let daemon: Daemon = await start();
  const urlOf = (database: string) => `postgres://${ACCOUNT}@127.0.0.1:${port}/${database}`;
  const query = async (url: string, sql: string) => {
    const { stdout } = await run(join(programs, 'psql'), [
      '-X',
      '-q',
      '-A',
      '-t',
      '-v',
      'ON_ERROR_STOP=1',
      '-c',
      sql,
      url,
    ]);
    return stdout.trimEnd();
  };
  return {
    port,
    query,
    createDatabase: async () => {
      const name = `cambio-${randomUUID()}`;
      await query(urlOf('postgres'), `create database "${name}"`);
      return urlOf(name);
    },
    startStandby: async () => {
      const standby = await followServer({ programs, user, port });
      const follow = "alter system set synchronous_standby_names = '*'";
      await query(urlOf('postgres'), follow);
      await query(urlOf('postgres'), 'select pg_reload_conf()');
      return standby;
    },
    halt: (how) => daemon.stop(how === 'crash' ? 'SIGQUIT' : 'SIGINT'),
    resume: async () => {
      daemon = await start();
    },
    stop: async () => {
      await daemon.stop('SIGINT');
      await rm(folder, { recursive: true });
    },
  };
}

interface Followed {
  readonly programs: string;
  readonly user: SystemUser | undefined;
  readonly port: number;
}

/** Copies the server at a port, and runs the copy as one that follows it. */
async function followServer({ programs, user, port: primary }: Followed): Promise<Standby> {
  const folder = await mkdtemp(join(tmpdir(), 'cambio-standby-'));
  if (user !== undefined) await chown(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const from = ['-h', '127.0.0.1', '-p', `${primary}`, '-U', ACCOUNT];
  await run(join(programs, 'pg_basebackup'), [...from, '-D', data, '-R', '-c', 'fast', '--no-sync'], {
    ...user,
  });
  const port = await freePort();
  const places = ['-c', `port=${port}`, '-c', `unix_socket_directories=${folder}`];
  const daemon = await startDaemon(join(programs, 'postgres'), ['-D', data, ...places], { port, user });
  return {
    port,
    promote: async () => {
      await run(join(programs, 'pg_ctl'), ['promote', '-D', data], { ...user });
    },
    stop: async () => {
      await daemon.stop('SIGINT');
      await rm(folder, { recursive: true });
    },
  };
}

/** Of the newest version. */
async function programFolder(): Promise<string> {
  await requireFile(VERSIONS, 'postgresql');
  const versions = (await readdir(VERSIONS)).map(Number).filter(Number.isFinite);
  return join(VERSIONS, String(Math.max(...versions)), 'bin');
}

/** Absent where this isn't run as root, which could be nobody else. */
async function account(): Promise<SystemUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const numberOf = async (flag: string) => Number((await run('id', [flag, ACCOUNT])).stdout);
  return { uid: await numberOf('-u'), gid: await numberOf('-g') };
}
