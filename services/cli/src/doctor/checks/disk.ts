import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { sqlitePath } from '@cambio/ledger';
import type { Settings } from '@cambio/settings';
import { type Finding, findings } from '../finding.ts';

const MIB = 1024 * 1024;
const LITTLE = 1024 * MIB;
const TOO_LITTLE = 100 * MIB;

/** How much room there is where the gateway writes. */
export async function checkDisk(settings: Settings): Promise<readonly Finding[]> {
  const found = await Promise.all(foldersOf(settings).map(roomIn));
  return found.flat();
}

function foldersOf({ ledger, marks, audit }: Settings): readonly string[] {
  const stores = [sqlitePath(ledger.url), sqlitePath(marks.url)];
  const sinks = audit.sinks.map((sink) => (sink.type === 'file' ? sink.path : sink.deadLetters));
  const files = [...stores, ...sinks].filter((path) => path !== undefined);
  return [...new Set(files.map((path) => dirname(resolve(path))))];
}

async function roomIn(folder: string): Promise<readonly Finding[]> {
  const about = findings('disk');
  const free = await freeIn(folder);
  if (free === undefined) return [];
  const found = `${Math.floor(free / MIB)} MiB are free for ${folder}`;
  const advice =
    'Make room, or set retention.decisions: without room nothing can be recorded, and nothing is issued.';
  if (free < TOO_LITTLE) return [about.failed(found, advice)];
  return [free < LITTLE ? about.warning(found, advice) : about.ok(found)];
}

/** Bytes; of the nearest folder that is there, since the first start makes what is not. */
async function freeIn(folder: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return dirname(folder) === folder ? undefined : freeIn(dirname(folder));
  }
}
