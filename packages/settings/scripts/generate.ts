/** Writes what is generated from the settings' schema; with `--check`, only says whether it is current. */
import { readFileSync, writeFileSync } from 'node:fs';
import { settingsJsonSchema } from '../src/index.ts';
import { settingsReference } from './reference.ts';

const root = new URL('../../../', import.meta.url);

const generated: Readonly<Record<string, string>> = {
  'config/schema/cambio.schema.json': `${JSON.stringify(settingsJsonSchema(), null, 2)}\n`,
  'docs/reference/settings.md': settingsReference(),
};

const stale = Object.entries(generated).filter(([path, text]) => text !== current(path));

if (process.argv.includes('--check')) {
  for (const [path] of stale)
    process.stderr.write(`${path} is not current: run pnpm --filter @cambio/settings generate\n`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  for (const [path, text] of stale) writeFileSync(new URL(path, root), text);
}

function current(path: string): string | undefined {
  try {
    return readFileSync(new URL(path, root), 'utf8');
  } catch {
    return undefined;
  }
}
