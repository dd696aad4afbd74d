import { err, type JsonObject, type JsonValue, ok, type Result } from '@cambio/oauth';
import type { Diagnostic, SourceText } from '@cambio/policy';
import { adminDocuments } from './admin-documents.ts';
import { complaint, schemaDiagnostics, unknownName } from './diagnostics.ts';
import { readDocument } from './document.ts';
import { fillLayers } from './fill.ts';
import { type Layers, layers, valueAt } from './layers.ts';
import { members } from './members.ts';
import type { Origin } from './origin.ts';
import { environmentOverrides, flagOverrides } from './overrides.ts';
import { type Settings, settingsSchema } from './schema.ts';

/** Where settings come from. Nothing else is read. */
export interface SettingsSources {
  /** Absent: defaults, environment and flags alone. */
  readonly file?: SourceText;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** By the member's path, `listen.port`; `undefined` is a flag that was not given. */
  readonly flags: Readonly<Record<string, JsonValue | undefined>>;
  /** The text of a file, for `${file:/path}`; throws where it cannot be read. */
  readonly readFile: (path: string) => string;
  /** Variables that start with `CAMBIO_` and set something else than a setting. */
  readonly otherVariables?: readonly string[];
}

export interface LoadedSettings {
  readonly settings: Settings;
  /** Every member that has a value, by its path. */
  readonly members: ReadonlyMap<string, WrittenMember>;
}

/** One effective value, for showing: as it was written, so that what a placeholder put in is not shown. */
export interface WrittenMember {
  readonly written: JsonValue;
  readonly origin: Origin;
}

/**
 * Loads the gateway's settings. In this order: reads the file's YAML; lays `CAMBIO_*` variables and then flags over it;
 * replaces placeholders; checks all of it against the schema, which fills in defaults; reads the trust documents in it. Errors are all that were found
 * up to the first step that failed, in the order of the file, and hold no values.
 *
 * Does not look whether a path exists, an address can be listened on, or a store answers.
 */
export function loadSettings(sources: SettingsSources): Result<LoadedSettings, readonly Diagnostic[]> {
  const document = sources.file && readDocument(sources.file);
  if (document?.ok === false) return document;

  const environment = environmentOverrides(sources.env, sources.otherVariables ?? []);
  const flags = flagOverrides(sources.flags);
  const layered = layers(document?.value, [...environment.list, ...flags.list]);
  const unknown = [...environment.unknown, ...flags.unknown].map(({ name, known, origin }) =>
    unknownName(name, known, origin),
  );

  const filled = fillLayers(layered, sources);
  if (!filled.ok) return err(inOrder([...unknown, ...filled.error]));

  const parsed = settingsSchema.safeParse(filled.value, { error: complaint });
  const invalid = parsed.success ? [] : schemaDiagnostics(parsed.error, layered);
  if (!parsed.success || unknown.length > 0) return err(inOrder([...unknown, ...invalid]));
  const { admin } = parsed.data;
  const documents = adminDocuments(admin, layered);
  if (!documents.ok) return err(inOrder(documents.error));
  const settings = { ...parsed.data, admin: { ...admin, documents: documents.value } };
  return ok({ settings, members: writtenMembers(parsed.data, layered) });
}

function writtenMembers(settings: JsonObject, layered: Layers): ReadonlyMap<string, WrittenMember> {
  const written = members.flatMap((member): [string, WrittenMember][] => {
    const path = member.path.split('.');
    if (valueAt(settings, path) === undefined) return [];
    const set = valueAt(layered.written, path);
    if (set !== undefined) return [[member.path, { written: set, origin: layered.origin(path) }]];
    return [[member.path, { written: member.default ?? null, origin: { kind: 'default' } }]];
  });
  return new Map(written);
}

function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.toSorted(
    ({ position: a }, { position: b }) =>
      a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column,
  );
}
