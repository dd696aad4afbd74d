/** Writes the types of the admin API from its OpenAPI document; with `--check`, only says whether they are current. */
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const source = new URL('../../../config/schema/openapi.json', import.meta.url);
const target = new URL('../src/api.ts', import.meta.url);

const types = await openapiTS(source);
const text = `/** Generated from config/schema/openapi.json: run pnpm --filter @cambio/admin-client generate. */\n${astToString(types)}`;

if (!process.argv.includes('--check')) writeFileSync(target, text);
else if (readFileSync(target, 'utf8') !== text) {
  process.stderr.write(
    'packages/admin-client/src/api.ts is not current: run pnpm --filter @cambio/admin-client generate\n',
  );
  process.exitCode = 1;
}
