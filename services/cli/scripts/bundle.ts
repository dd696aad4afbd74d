/** Makes `bundle/`, which is what the package holds: the program, all it imports, the console, and the examples of the demo; or makes it in another folder: `bundle.ts FOLDER`. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { noticesOf } from '../../../.ci/notices.ts';

const room = fileURLToPath(new URL('..', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));
const [, , folder = `${room}bundle`] = process.argv;

/** Examples the demo copies, and the schemas they name. */
const EXAMPLES = ['trust/github.yaml', 'schema'];

rmSync(folder, { recursive: true, force: true });
const modules = await writeBundle();
for (const example of EXAMPLES) {
  cpSync(`${root}config/${example}`, `${folder}/config/${example}`, { recursive: true });
}
cpSync(builtConsole(), `${folder}/console`, { recursive: true });
cpSync(`${root}LICENSE`, `${folder}/LICENSE`);
writeFileSync(`${folder}/THIRD_PARTY_LICENSES`, noticesOf('cambio', modules));

/** The folder of the console's site, built where it is not. */
function builtConsole(): string {
  const console = `${root}services/console`;
  const site = `${console}/dist/site`;
  if (!existsSync(site)) execFileSync('npm', ['run', 'build'], { cwd: console, stdio: 'ignore' });
  return site;
}

/** One file for what every command needs, and one for each part that only some do. Gives the modules they are made of. */
async function writeBundle(): Promise<readonly string[]> {
  const bundle = await rolldown({
    input: `${room}dist/main.js`,
    platform: 'node',
    onLog: (level, log) => {
      if (log.code === 'UNRESOLVED_IMPORT') throw new Error(log.message);
      if (level === 'warn' && log.code !== 'EVAL') process.stderr.write(`${log.message}\n`);
    },
  });
  const { output } = await bundle.write({
    dir: folder,
    format: 'esm',
    entryFileNames: 'main.js',
    chunkFileNames: '[name]-[hash].js',
    comments: { legal: true, annotation: false, jsdoc: false },
  });
  await bundle.close();
  return output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
}
