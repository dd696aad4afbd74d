import { err, type JsonObject, ok, type Result } from '@cambio/oauth';
import { type Diagnostic, type LocatedDocument, parseValue } from '@cambio/policy';
import { type AdminDocument, IMPLIED } from './admin.ts';
import type { Layers, Path } from './layers.ts';
import { positionOf } from './origin.ts';

/** No path that a file of trust documents could have. */
const FILE = 'settings:admin';

/** The trust documents of the settings, each part of them at the place where it was written. */
export function adminDocuments(
  values: Readonly<Record<keyof typeof IMPLIED, readonly JsonObject[]>>,
  layers: Layers,
): Result<readonly AdminDocument[], readonly Diagnostic[]> {
  const documents: AdminDocument[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const member of ['issuers', 'mappings'] as const) {
    for (const [index, value] of values[member].entries()) {
      const written: JsonObject = { ...IMPLIED[member], ...value };
      const locate = (path: Path) => positionOf(layers.origin(['admin', member, index, ...path]));
      const wrong = Object.entries(IMPLIED[member]).find(([name, only]) => written[name] !== only);
      if (wrong !== undefined) {
        diagnostics.push(another(member, wrong, locate));
        continue;
      }
      const parsed = parseValue(written, { file: FILE, locate });
      diagnostics.push(...parsed.diagnostics);
      documents.push(...parsed.documents.map((located) => ({ ...located, written })));
    }
  }
  return diagnostics.length > 0 ? err(diagnostics) : ok(documents);
}

function another(
  member: string,
  [name, only]: readonly [string, string],
  locate: LocatedDocument['locate'],
): Diagnostic {
  const message = `${name} can be nothing but ${only} in admin.${member}`;
  return { severity: 'error', rule: 'schema', position: locate([name]), message };
}
