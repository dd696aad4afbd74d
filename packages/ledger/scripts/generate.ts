/** Writes what is generated from the schema of records; with `--check`, only says whether it is current. */
import { readFileSync, writeFileSync } from 'node:fs';
import { recordsReference } from './records-reference.ts';

const path = 'docs/reference/audit-records.md';
const file = new URL(`../../../${path}`, import.meta.url);
const text = recordsReference();

if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (current() !== text) {
  process.stderr.write(`${path} is not current: run pnpm --filter @cambio/ledger generate\n`);
  process.exitCode = 1;
}

function current(): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
