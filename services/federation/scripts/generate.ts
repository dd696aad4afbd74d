/** Writes the OpenAPI document of the admin API and its reference page; with `--check`, only says whether they are current. */
import { readFileSync, writeFileSync } from 'node:fs';
import { openApiDocument } from '../src/admin/contract/openapi.ts';
import { adminReference } from './reference.ts';

const root = new URL('../../../', import.meta.url);

const generated: Readonly<Record<string, string>> = {
  'config/schema/openapi.json': `${JSON.stringify(openApiDocument('http://localhost:8080'), null, 2)}\n`,
  'docs/reference/admin-api.md': adminReference(),
};

const stale = Object.entries(generated).filter(([path, text]) => text !== current(path));

if (process.argv.includes('--check')) {
  for (const [path] of stale)
    process.stderr.write(`${path} is not current: run pnpm --filter @cambio/federation generate\n`);
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
