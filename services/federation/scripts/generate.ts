/** Writes the OpenAPI document of the admin API and its reference page; with `--check`, only says whether they are current. */
import { keepGenerated } from '../../../.ci/generated.ts';
import { openApiDocument } from '../src/admin/contract/openapi.ts';
import { adminReference } from './reference.ts';

keepGenerated('@cambio/federation', {
  'config/schema/openapi.json': `${JSON.stringify(openApiDocument('http://localhost:8080'), null, 2)}\n`,
  'docs/reference/admin-api.md': adminReference(),
});
