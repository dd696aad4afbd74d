/** Writes what is generated from the settings' schema; with `--check`, only says whether it is current. */
import { keepGenerated } from '../../../.ci/generated.ts';
import { settingsJsonSchema } from '../src/index.ts';
import { settingsReference } from './reference.ts';

keepGenerated('@cambio/settings', {
  'config/schema/cambio.schema.json': `${JSON.stringify(settingsJsonSchema(), null, 2)}\n`,
  'docs/reference/settings.md': settingsReference(),
});
