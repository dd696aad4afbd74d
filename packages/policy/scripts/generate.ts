/** Writes the JSON Schemas of trust documents and their reference page; with `--check`, only says whether they are current. */
import { keepGenerated } from '../../../.ci/generated.ts';
import { documentJsonSchema } from '../src/index.ts';
import { trustReference } from './reference.ts';

keepGenerated('@cambio/policy', {
  'config/schema/issuer.schema.json': text(documentJsonSchema('Issuer')),
  'config/schema/target.schema.json': text(documentJsonSchema('Target')),
  'config/schema/mapping.schema.json': text(documentJsonSchema('Mapping')),
  'docs/reference/trust-documents.md': trustReference(),
});

function text(schema: object): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}
