import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../free-port.ts';
import { LOOPBACK_TLS } from '../../loopback-tls.ts';
import { requireProgram } from '../../programs.ts';
import { type Daemon, startDaemon } from '../daemon.ts';

const run = promisify(execFile);

/**
 * The server itself: all of Redis is one program that goes by what it was called as. Debian has it under this name in a
 * package that starts no service.
 */
const PROGRAM = 'redis-check-rdb';

export interface RedisOptions {
  /** Default: a free one. */
  readonly port?: number;
  /** Speaks TLS, under a certificate of the loopback authority. */
  readonly tls?: boolean;
  /** Further lines of its configuration. */
  readonly configuration?: readonly string[];
  /** What it is called as. Default: `redis-server`. */
  readonly as?: 'redis-server' | 'redis-sentinel';
}

/** A Redis on a loopback port. */
export interface RunningRedis {
  readonly port: number;
  readonly url: string;
  /** Asks it a command, without TLS, and gives the answer as `redis-cli` says it. */
  readonly ask: (...command: readonly string[]) => Promise<string>;
  readonly signal: Daemon['signal'];
  /** Nothing happens where it has ended before. */
  readonly stop: Daemon['stop'];
}

/** Runs Debian's Redis. It lives in a temporary folder, of which nothing is left, and nothing of it is on the disk unless its configuration says so. */
export async function startRedis(options: RedisOptions = {}): Promise<RunningRedis> {
  await requireProgram(PROGRAM, 'redis-tools');
  const folder = await mkdtemp(join(tmpdir(), 'cambio-redis-'));
  const port = options.port ?? (await freePort());
  const configuration = ['bind 127.0.0.1', `dir ${folder}`];
  if (options.as !== 'redis-sentinel') configuration.push('save ""', 'appendonly no');
  configuration.push(...(options.configuration ?? []));
  if (options.tls) configuration.push('port 0', `tls-port ${port}`, ...(await tlsFiles(folder)));
  else configuration.push(`port ${port}`);
  const file = join(folder, 'redis.conf');
  await writeFile(file, `${configuration.join('\n')}\n`);
  const daemon = await startDaemon(PROGRAM, [file], { port, argv0: options.as ?? 'redis-server' });
  return {
    port,
    url: `${options.tls ? 'rediss' : 'redis'}://127.0.0.1:${port}`,
    ask: async (...command) => (await run('redis-cli', ['-p', String(port), ...command])).stdout.trim(),
    signal: daemon.signal,
    stop: async (signal) => {
      await daemon.stop(signal);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function tlsFiles(folder: string): Promise<readonly string[]> {
  const files = { 'tls-cert-file': LOOPBACK_TLS.cert, 'tls-key-file': LOOPBACK_TLS.key };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const lines = Object.keys(files).map((name) => `${name} ${join(folder, name)}`);
  return [...lines, 'tls-ca-cert-dir /etc/ssl/certs', 'tls-auth-clients no'];
}
