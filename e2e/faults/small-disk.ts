import { execFile } from 'node:child_process';
import { mkdtemp, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A disk for a folder, which can be made to have no room (Linux). */
export interface SmallDisk {
  readonly folder: string;
  /** From now on nothing can be added to it by the process. */
  readonly fill: (pid: number) => Promise<void>;
  readonly makeRoom: (pid: number) => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** One in memory, where one may be mounted; else limits on how far the process may write files of a usual one. */
export async function smallDisk(): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), 'cambio-disk-'));
  try {
    await run('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', folder]);
  } catch {
    return limitedFiles(folder);
  }
  const filler = join(folder, 'filler');
  return {
    folder,
    fill: async () =>
      void (await run('dd', ['if=/dev/zero', `of=${filler}`, 'bs=4k']).catch(() => undefined)),
    makeRoom: async () => truncate(filler),
    remove: async () => {
      await run('umount', [folder]);
      await rm(folder, { recursive: true });
    },
  };
}

function limitedFiles(folder: string): SmallDisk {
  const limit = (pid: number, bytes: string) => run('prlimit', ['--pid', `${pid}`, `--fsize=${bytes}`]);
  return {
    folder,
    fill: async (pid) => void (await limit(pid, '0:unlimited')),
    makeRoom: async (pid) => void (await limit(pid, 'unlimited:unlimited')),
    remove: () => rm(folder, { recursive: true }),
  };
}
