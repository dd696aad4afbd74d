/** Makes `bundle/`, which is what the package holds: the program, all it imports, the console, and the examples of the demo; or makes it in another folder: `bundle.ts FOLDER`. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { packagesOf } from '../../../.ci/bundled-packages.ts';
import { noticesOf } from '../../../.ci/notices.ts';
import { type Bundle, sbomOf } from '../../../.ci/sbom.ts';

const room = fileURLToPath(new URL('..', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));
const [, , folder = `${room}bundle`] = process.argv;

/** Examples the demo copies, and the schemas they name. */
const EXAMPLES = ['trust/github.yaml', 'schema'];

rmSync(folder, { recursive: true, force: true });
const site = builtConsole();
const packages = packagesOf([...(await writeBundle()), ...site.modules]);
for (const example of EXAMPLES) {
  cpSync(`${root}config/${example}`, `${folder}/config/${example}`, { recursive: true });
}
cpSync(site.folder, `${folder}/console`, { recursive: true });
cpSync(`${root}LICENSE`, `${folder}/LICENSE`);
writeFileSync(`${folder}/THIRD_PARTY_LICENSES`, noticesOf('cambio', packages));
writeFileSync(`${folder}/sbom.cdx.json`, sbomOf(manifest(), packages));

/** The console's site, built where it is not, and the modules it is made of. */
function builtConsole(): { readonly folder: string; readonly modules: readonly string[] } {
  const console = `${root}services/console`;
  const list = `${console}/dist/modules.json`;
  if (!existsSync(list)) execFileSync('npm', ['run', 'build'], { cwd: console, stdio: 'ignore' });
  const modules: readonly string[] = JSON.parse(readFileSync(list, 'utf8'));
  return { folder: `${console}/dist/site`, modules: modules.map((module) => join(console, module)) };
}

function manifest(): Bundle {
  return JSON.parse(readFileSync(`${room}package.json`, 'utf8'));
}

/** One file for what every command needs, and one for each part that only some do. Gives the modules they are made of. */
async function writeBundle(): Promise<readonly string[]> {
  const bundle = await rolldown({
    input: `${room}dist/main.js`,
    platform: 'node',
    resolve: { alias: { undici$: `${room}scripts/undici.js` } },
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
  const chunks = output.filter((file) => file.type === 'chunk');
  for (const { fileName, code } of chunks) writeFileSync(join(folder, fileName), inAscii(code));
  return chunks.flatMap(({ moduleIds }) => moduleIds);
}

/**
 * The same program in ASCII: the engine keeps a file's text as long as it runs, and one character beyond Latin-1 doubles what
 * all of it takes. Escapes mean the same wherever such characters stand: in strings, templates, patterns and comments.
 */
function inAscii(code: string): string {
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
