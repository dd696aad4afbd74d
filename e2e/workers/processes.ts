import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Gateway } from '../gateway/start-gateway.ts';

/** The processes of a gateway's workers, by their ids (Linux). */
export async function workerProcesses({ pid }: Pick<Gateway, 'pid'>): Promise<readonly number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return children.trim().split(' ').map(Number);
}

/** Resolves once there is no such process. */
export async function untilGone(pid: number): Promise<void> {
  while (existsSync(`/proc/${pid}`)) await new Promise(setImmediate);
}
