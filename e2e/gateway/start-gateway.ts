import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, LOOPBACK_TLS } from '@cambio/testkit';
import { z } from 'zod';
import { CAMBIO } from './cambio.ts';
import { followLog, type GatewayLog, readLog } from './log.ts';

const HTTPS = ['--set', 'listen.tls.cert=gateway.pem', '--set', 'listen.tls.key=gateway.key'];

/** The log line that says where the gateway listens. */
const Serving = z.object({ msg: z.literal('serving'), internal: z.string() });

export interface GatewayOptions {
  /** Trust documents, as YAML. Without them it has none, and a ledger that nothing was put into. */
  readonly trust?: string;
  /** Whether its documents rule, or only fill an empty ledger. Default: they rule. */
  readonly trustSource?: 'directory' | 'ledger';
  /** An existing folder to run in, with the state an earlier gateway left there. Without it one is made, and removed at the end. */
  readonly folder?: string;
  /** To come back at the address an earlier gateway had. */
  readonly port?: number;
  /** Of the issuer URL, with a slash in front. */
  readonly path?: string;
  /** Files its folder is to hold, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** Whether it speaks https itself, under a certificate of the loopback authority. */
  readonly https?: boolean;
  /** Further arguments of `cambio serve`. */
  readonly args?: readonly string[];
  /** Its environment; by default it has none. */
  readonly env?: Readonly<Record<string, string>>;
  /** Those it may use, as `taskset` lists them (Linux). */
  readonly processors?: string;
  /** The program. Default: the one every module of which is a file, as compiled. */
  readonly program?: string;
  /**
   * Whether what it logs goes to a file in its folder, of which `log` has what it said until it served. Default: it is read
   * all along, which takes processor time of this process, and the caches of the one it is measured on.
   */
  readonly logsToFile?: boolean;
  /** Kills it, whatever it is at. */
  readonly signal?: AbortSignal;
}

/** A gateway in a process of its own, as an operator runs it. */
export interface Gateway {
  readonly issuer: string;
  readonly port: number;
  readonly pid: number;
  /** Origin of health and readiness. */
  readonly internal: string;
  /** It runs in. Its state is in `data` there. */
  readonly folder: string;
  readonly log: GatewayLog;
  /** Sends a signal, waits for the end, and gives the exit code: `null` after SIGKILL. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>;
}

/** Runs `cambio serve` on a free port and waits until it serves. Rejects with what it said where it does not. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'cambio-e2e-')));
  if (options.trust !== undefined) {
    await mkdir(join(folder, 'trust'), { recursive: true });
    await writeFile(join(folder, 'trust', 'trust.yaml'), options.trust);
  }
  const tls = options.https ? { 'gateway.pem': LOOPBACK_TLS.cert, 'gateway.key': LOOPBACK_TLS.key } : {};
  for (const [name, text] of Object.entries({ ...tls, ...options.files })) {
    await writeFile(join(folder, name), text);
  }
  const port = options.port ?? (await freePort());
  const issuer = `${options.https ? 'https' : 'http'}://127.0.0.1:${port}${options.path ?? ''}`;

  const source = options.trustSource === 'ledger' ? ['--set', 'trust.seed=trust'] : ['--trust', 'trust'];
  const trust = options.trust === undefined ? [] : source;
  const places = ['--listen', String(port), '--issuer', issuer, ...trust, '--data', 'data'];
  const secure = options.https ? HTTPS : [];
  const args = [
    options.program ?? CAMBIO,
    'serve',
    ...places,
    '--set',
    'internal.port=0',
    ...secure,
    ...(options.args ?? []),
  ];
  const [program, ...words] = commandOf(args, options.processors);
  const path = join(folder, 'gateway.log');
  const file = options.logsToFile ? await open(path, 'a') : undefined;
  const child = spawn(program, words, {
    cwd: folder,
    env: options.env ?? {},
    stdio: ['ignore', file?.fd ?? 'pipe', 'pipe'],
  });
  await file?.close();
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  if (options.signal?.aborted) end();
  options.signal?.addEventListener('abort', end);
  const ended = once(child, 'exit').then(async () => {
    process.off('exit', end);
    if (options.folder === undefined) await rm(folder, { recursive: true });
  });
  const { log, stop } =
    child.stdout === null ? followLog(path) : { log: readLog(child.stdout), stop: () => {} };
  const internal = await untilServing(child, log).finally(stop);

  return {
    issuer,
    port,
    pid: child.pid ?? 0,
    internal,
    folder,
    log,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      await ended;
      return child.exitCode;
    },
  };
}

/** `taskset` becomes the program it starts: same process, same signals. */
function commandOf(args: readonly string[], processors: string | undefined): [string, ...string[]] {
  const command = [process.execPath, ...args] as const;
  return processors === undefined ? [...command] : ['/usr/bin/taskset', '-c', processors, ...command];
}

/** The internal address, once it serves. */
function untilServing(child: ChildProcess, log: GatewayLog): Promise<string> {
  return new Promise((resolve, reject) => {
    const complaints: string[] = [];
    child.stderr?.setEncoding('utf8').on('data', (text) => complaints.push(text));
    void log.find(Serving).then(({ internal }) => resolve(internal));
    child.once('exit', (code) =>
      reject(new Error(`cambio serve ended with ${code}: ${complaints.join('')}`)),
    );
  });
}
