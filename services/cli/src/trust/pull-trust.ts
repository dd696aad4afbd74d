import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type AdminOptions, openAdmin, told } from '../admin/open-admin.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { unwritable } from '../files/unreadable.ts';
import { type Problem, report } from '../problem.ts';
import type { Terminal } from '../terminal.ts';
import { count } from '../text/count.ts';
import { printable } from '../text/printable.ts';
import { styleFor } from '../text/style.ts';

export interface PullOptions extends AdminOptions {
  readonly folder: string;
}

/** Writes the documents a gateway has in force into a folder. Files there of other names are left alone. */
export async function pullTrust(options: PullOptions, terminal: Terminal): Promise<ExitCode> {
  const admin = await openAdmin(['trust:read'], options, terminal);
  if (!admin.ok) return report(admin.error, terminal);
  const trust = await told(admin.value.GET('/trust'));
  if (!trust.ok) return report(trust.error, terminal);
  const { revision, files } = trust.value;
  const strange = files.find(({ path }) => !SAFE.test(path));
  if (strange !== undefined) return report(outside(strange.path), terminal);
  for (const { path, text } of files) {
    const target = join(options.folder, path);
    try {
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, text);
    } catch (error) {
      return report(unwritable(target, error), terminal);
    }
  }
  const written =
    files.length === 0
      ? 'nothing to write: the gateway has no documents'
      : `${count(files.length, 'file')} of ${printable(revision)}`;
  terminal.write(`${styleFor(terminal).good('✓')} ${written}\n`);
  return EXIT.done;
}

/** Below the folder, and nothing that another program would take for its own: whatever a gateway says. */
const SAFE = /^(?!\.)[\w.-]+(\/(?!\.)[\w.-]+)*\.(ya?ml|json)$/;

function outside(path: string): Problem {
  const hint =
    'Documents seeded by another version may have such paths; `cambio trust apply` gives them new ones.';
  return {
    exit: EXIT.usage,
    message: `a file is not written: ${printable(path)} is no path below a folder`,
    hint,
  };
}
