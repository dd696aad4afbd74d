import { err, isJsonObject, type JsonObject, ok, type Result } from '@cambio/oauth';
import { type Diagnostic, type Position, readYaml, type SourceText } from '@cambio/policy';

/** What a settings file says, as written, and where each part of it stands. */
export interface SettingsDocument {
  readonly values: JsonObject;
  /** Where a member begins, or the nearest thing around it. */
  locate(path: readonly (string | number)[]): Position;
}

/** Reads one YAML document, an empty one included. Does not know the settings' schema. */
export function readDocument(file: SourceText): Result<SettingsDocument, readonly Diagnostic[]> {
  const start: Position = { file: file.path, line: 1, column: 1 };
  const [first, second] = readYaml(file);
  if (first === undefined) return ok({ values: {}, locate: () => start });
  if (!first.ok) return err(first.problems.map(refusal));
  if (second !== undefined) {
    const position = second.ok ? second.locate([]) : start;
    return err([refusal({ position, message: 'a settings file is one document' })]);
  }
  const { value, locate } = first;
  if (value === null || isJsonObject(value)) return ok({ values: value ?? {}, locate });
  return err([refusal({ position: locate([]), message: 'settings are members with values' })]);
}

/** Without the part of a message that quotes the file, which may hold a secret. */
function refusal({ position, message, hint }: Omit<Diagnostic, 'severity' | 'rule'>): Diagnostic {
  return {
    severity: 'error',
    rule: 'syntax',
    position,
    message: message.replace(/:.*$/s, ''),
    ...(hint !== undefined && { hint }),
  };
}
