import { cp, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { bundleInto, CLI } from '../gateway/packaged.ts';
import { runProgram } from '../gateway/programs.ts';

const Packed = z.tuple([z.object({ filename: z.string() })]);

/** The command line as `npm pack` makes it, in this folder: its path. Leaves the room alone, whose own tests may pack it at the same time. */
export async function packCambio(folder: string): Promise<string> {
  const copy = join(folder, 'package');
  await mkdir(copy);
  await bundleInto(copy);
  await cp(join(CLI, 'bin'), join(copy, 'bin'), { recursive: true });
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const env = { PATH: `${dirname(process.execPath)}:${process.env.PATH}`, HOME: folder };
  const { code, stdout, stderr } = await runProgram('npm', args, { env, folder: copy });
  if (code !== 0) throw new Error(`npm pack ended with ${code}: ${stderr}`);
  const [{ filename }] = Packed.parse(JSON.parse(stdout));
  return join(folder, filename);
}
