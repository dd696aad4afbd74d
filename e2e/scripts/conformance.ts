/** Writes the page that says which clause of a standard is tested where; with `--check`, only says whether it is current. */
import { readFileSync, writeFileSync } from 'node:fs';
import { conformancePage } from './conformance-page.ts';

const PAGE = new URL('../../docs/reference/conformance.md', import.meta.url);

const page = conformancePage();

if (!process.argv.includes('--check')) writeFileSync(PAGE, page);
else if (page !== readFileSync(PAGE, 'utf8')) {
  process.stderr.write(
    'docs/reference/conformance.md is not current: run pnpm --filter @cambio/e2e generate\n',
  );
  process.exitCode = 1;
}
