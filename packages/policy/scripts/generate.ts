/** Writes the JSON Schemas of trust documents and their reference page; with `--check`, only says whether they are current. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { documentJsonSchema } from '../src/index.ts';
import { trustReference } from './reference.ts';

const root = new URL('../../../', import.meta.url);

const generated: Readonly<Record<string, string>> = {
  'config/schema/issuer.schema.json': text(documentJsonSchema('Issuer')),
  'config/schema/target.schema.json': text(documentJsonSchema('Target')),
  'config/schema/mapping.schema.json': text(documentJsonSchema('Mapping')),
  'docs/reference/trust-documents.md': trustReference(),
};

const stale = Object.entries(generated).filter(([path, schema]) => schema !== current(path));

if (process.argv.includes('--check')) {
  for (const [path] of stale) {
    process.stderr.write(`${path} is not current: run pnpm --filter @cambio/policy generate\n`);
  }
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  for (const folder of ['config/schema/', 'docs/reference/'])
    mkdirSync(new URL(folder, root), { recursive: true });
  for (const [path, schema] of stale) writeFileSync(new URL(path, root), schema);
}

function text(schema: object): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}

function current(path: string): string | undefined {
  try {
    return readFileSync(new URL(path, root), 'utf8');
  } catch {
    return undefined;
  }
}
