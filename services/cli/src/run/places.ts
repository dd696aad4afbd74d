import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HandOver } from './wanted.ts';

/** Where the command finds a token. */
export interface Place {
  /** What its variable holds. */
  readonly value: string;
  /** Has the command find this token from now on. */
  readonly put: (token: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Makes a place with a first token in it. */
export function openPlace(handOver: HandOver, token: string): Promise<Place> {
  switch (handOver) {
    case 'variable':
      return Promise.resolve(variablePlace(token));
    case 'file':
      return filePlace(token);
    case 'socket':
      return socketPlace(token);
  }
}

/** The environment of a program that runs cannot be changed: it keeps the token it began with. */
function variablePlace(token: string): Place {
  return { value: token, put: async () => {}, close: async () => {} };
}

/** A file that nobody else may read. Whoever opens it finds one token whole, while it is replaced too. */
async function filePlace(token: string): Promise<Place> {
  const folder = await privateFolder();
  const path = join(folder, 'token');
  const put = async (next: string) => {
    await writeFile(`${path}.next`, next, { mode: 0o600, flag: 'wx' });
    await rename(`${path}.next`, path);
  };
  await put(token);
  return { value: path, put, close: () => removeFolder(folder) };
}

/** A socket that sends the token to whoever connects, and ends. Its folder keeps everybody else away. */
async function socketPlace(token: string): Promise<Place> {
  let current = token;
  const folder = await privateFolder();
  const path = join(folder, 'socket');
  const server = createServer((socket) => {
    // Whoever hangs up early has seen enough.
    socket.on('error', () => socket.destroy()).end(current);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(path, resolve);
  });
  return {
    value: path,
    put: async (next) => {
      current = next;
    },
    close: async () => {
      server.close();
      await removeFolder(folder);
    },
  };
}

function privateFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'cambio-run-'));
}

function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true });
}
