/** Makes `bundle/`, which is what the runner runs, and is committed; with `--check`, only says whether it is current. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { packagesOf } from '../../../.ci/bundled-packages.ts';
import { noticesOf } from '../../../.ci/notices.ts';

const room = fileURLToPath(new URL('..', import.meta.url));
const folder = join(room, 'bundle');
const root = fileURLToPath(new URL('../../..', import.meta.url));

const files = await bundle();
if (process.argv.includes('--check')) {
  if (!isCurrent(files)) {
    process.stderr.write(
      'packages/action/bundle is not current: run pnpm --filter @cambio/action generate\n',
    );
    process.exitCode = 1;
  }
} else {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
}

/** The two programs, what they share, and the licences of others: the same on every machine, for the same sources and lock file. */
async function bundle(): Promise<ReadonlyMap<string, string>> {
  const made = await rolldown({
    cwd: root,
    input: { main: `${room}dist/main.js`, post: `${room}dist/post.js` },
    platform: 'node',
    treeshake: { moduleSideEffects: false },
    onLog: (level, log) => {
      if (level === 'warn') throw new Error(log.message);
    },
  });
  const { output } = await made.generate({
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'client.js',
    comments: { legal: true, annotation: false, jsdoc: false },
  });
  await made.close();
  const chunks = output.flatMap((file) => (file.type === 'chunk' ? [file] : []));
  const modules = chunks.flatMap(({ moduleIds }) => moduleIds);
  return new Map([
    ...chunks.map(({ fileName, code }) => [fileName, code] as const),
    ['THIRD_PARTY_LICENSES', noticesOf('The action', packagesOf(modules))],
  ]);
}

function isCurrent(made: ReadonlyMap<string, string>): boolean {
  const there = readdirSync(folder);
  return (
    there.length === made.size &&
    there.every((name) => readFileSync(join(folder, name), 'utf8') === made.get(name))
  );
}
