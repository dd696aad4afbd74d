import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Finished, runProgram } from '../gateway/programs.ts';

/** What stands for a platform's machine: its variables, and the programs it has on the path. */
export interface Machine {
  readonly env: Readonly<Record<string, string>>;
  /** Shell scripts, by name. */
  readonly programs?: Readonly<Record<string, string>>;
}

/** What every job of the guides calls: notes the token it was given, once it has it. */
const DEPLOY =
  '#!/bin/sh\nif [ -n "$CAMBIO_TOKEN_FILE" ]; then cat "$CAMBIO_TOKEN_FILE"; else echo "$CAMBIO_TOKEN"; fi > deployed\n';

/** Prepares a folder as the checkout of a job: with `./deploy.sh`, and the programs of its machine. Gives the environment of what runs there. */
export async function checkOut(
  folder: string,
  { env, programs = {} }: Machine,
): Promise<Readonly<Record<string, string>>> {
  const bin = join(folder, 'programs');
  await mkdir(bin, { recursive: true });
  await writeProgram(join(folder, 'deploy.sh'), DEPLOY);
  for (const [name, script] of Object.entries(programs)) await writeProgram(join(bin, name), script);
  const prefix = join(folder, 'npm');
  return {
    ...env,
    HOME: folder,
    PATH: [bin, join(prefix, 'bin'), dirname(process.execPath), process.env.PATH].join(':'),
    // No registry: whatever had to be fetched would be missing.
    npm_config_prefix: prefix,
    npm_config_cache: join(folder, 'npm-cache'),
    npm_config_offline: 'true',
  };
}

/** Runs lines of a page, the way a platform's runner does: one script, which ends with the first line that fails. */
export function runLines(
  lines: readonly string[],
  env: Readonly<Record<string, string>>,
  folder: string,
): Promise<Finished> {
  return runProgram('bash', ['-eo', 'pipefail', '-c', lines.join('\n')], { env, folder });
}

async function writeProgram(path: string, script: string): Promise<void> {
  await writeFile(path, script);
  await chmod(path, 0o755);
}
