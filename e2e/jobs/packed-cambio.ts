import { copyFile, cp, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { runProgram } from '../gateway/programs.ts';

const MANIFEST = fileURLToPath(import.meta.resolve('@cambio/cli/package.json'));
const ROOM = dirname(MANIFEST);

const Packed = z.tuple([z.object({ filename: z.string() })]);

/** The command line as `npm pack` makes it, in this folder: its path. Leaves the room alone, whose own tests may pack it at the same time. */
export async function packCambio(folder: string): Promise<string> {
  const copy = join(folder, 'package');
  await mkdir(copy);
  await copyFile(MANIFEST, join(copy, 'package.json'));
  await cp(join(ROOM, 'bin'), join(copy, 'bin'), { recursive: true });
  await done(process.execPath, [join(ROOM, 'scripts/bundle.ts'), join(copy, 'bundle')], folder);
  const packed = await done(
    'npm',
    ['pack', '--ignore-scripts', '--json', '--pack-destination', folder],
    copy,
  );
  const [{ filename }] = Packed.parse(JSON.parse(packed));
  return join(folder, filename);
}

async function done(program: string, args: readonly string[], folder: string): Promise<string> {
  const env = { PATH: `${dirname(process.execPath)}:${process.env.PATH}`, HOME: folder };
  const { code, stdout, stderr } = await runProgram(program, args, { env, folder });
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${stderr}`);
  return stdout;
}
