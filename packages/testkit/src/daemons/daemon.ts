import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds between two attempts to reach a program that starts. */
const PAUSE = 50;

/** Where Debian keeps programs. */
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export interface DaemonOptions {
  /** It runs once this loopback port takes connections. */
  readonly port: number;
  /** What must hold beside, for it to be ready. */
  readonly ready?: () => Promise<boolean>;
  readonly env?: Readonly<Record<string, string>>;
  /** What it is to think it was called as. */
  readonly argv0?: string;
  /** Whom it runs as; absent: as whoever runs this. */
  readonly user?: SystemUser | undefined;
}

/** By the numbers the system knows them by. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/** Somebody else's server. */
export interface Daemon {
  /** Asks it to end, by `SIGTERM` or another signal, and waits until it has. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>;
  /** Sends a signal, and waits for nothing. */
  readonly signal: (signal: NodeJS.Signals) => void;
}

/** Runs a server in the foreground and waits until it can be reached. Rejects with what it said where it ends before. */
export async function startDaemon(
  program: string,
  args: readonly string[],
  { port, ready = async () => true, env = {}, user, ...called }: DaemonOptions,
): Promise<Daemon> {
  // In a process group of its own, so that nothing it started outlives tests that are cut short.
  const child = spawn(program, args, {
    env: { PATH, ...env },
    ...user,
    ...called,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const killGroup = () => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL');
  process.once('exit', killGroup);
  endOnSignal();
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(String(chunk)));
  let running = true;
  const ended = once(child, 'close').then(() => {
    running = false;
    process.off('exit', killGroup);
  });

  while (!((await accepts(port)) && (await ready()))) {
    if (!running) throw new Error(`${program} ended: ${said.join('')}`);
    await pause(PAUSE);
  }
  return {
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      await ended;
    },
    signal: (signal) => void child.kill(signal),
  };
}

let ends = false;

/** Tests that are told to end do so by exiting, which is what a daemon's own end hangs on. */
function endOnSignal(): void {
  if (!ends) process.once('SIGTERM', () => process.exit(1));
  ends = true;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
