import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { err, ok, type Result } from '@cambio/oauth';
import { unwritable } from '../files/unreadable.ts';
import type { Problem } from '../problem.ts';
import type { HandOver } from './wanted.ts';

/** Where the command finds a token. */
export interface Place {
  /** What its variable holds. */
  readonly value: string;
  /** Has the command find this token from now on. */
  readonly put: (token: string) => Promise<Result<void, Problem>>;
  readonly close: () => Promise<void>;
}

/** Makes a place with a first token in it, or leaves nothing behind. */
export async function openPlace(handOver: HandOver, token: string): Promise<Result<Place, Problem>> {
  if (handOver === 'variable') return ok(variablePlace(token));
  const parent = tmpdir();
  let folder: string | undefined;
  try {
    folder = await mkdtemp(join(parent, 'cambio-run-'));
    return ok(handOver === 'file' ? await filePlace(folder, token) : await socketPlace(folder, token));
  } catch (error) {
    if (folder !== undefined) await removeFolder(folder);
    return err(unwritable(folder ?? parent, error));
  }
}

/** The environment of a program that runs cannot be changed: it keeps the token it began with. */
function variablePlace(token: string): Place {
  return { value: token, put: async () => ok(undefined), close: async () => {} };
}

/** A file that nobody else may read. Whoever opens it finds one token whole, while it is replaced too. */
async function filePlace(folder: string, token: string): Promise<Place> {
  const path = join(folder, 'token');
  const next = `${path}.next`;
  const write = async (text: string) => {
    await writeFile(next, text, { mode: 0o600 });
    await rename(next, path);
  };
  await write(token);
  return {
    value: path,
    put: (text) => write(text).then(ok, (error: unknown) => err(unwritable(path, error))),
    close: () => removeFolder(folder),
  };
}

/** A socket that sends the token to whoever connects, and ends. Its folder keeps everybody else away. */
async function socketPlace(folder: string, token: string): Promise<Place> {
  let current = token;
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
    put: async (text) => {
      current = text;
      return ok(undefined);
    },
    close: async () => {
      server.close();
      await removeFolder(folder);
    },
  };
}

function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true });
}
