/** Writes the types of the admin API from its OpenAPI document; with `--check`, only says whether they are current. */
import openapiTS, { astToString } from 'openapi-typescript';
import { keepGenerated } from '../../../.ci/generated.ts';

const types = await openapiTS(new URL('../../../config/schema/openapi.json', import.meta.url));

keepGenerated('@cambio/admin-client', {
  'packages/admin-client/src/api.ts': `/** Generated from config/schema/openapi.json: run pnpm --filter @cambio/admin-client generate. */\n${astToString(types)}`,
});
