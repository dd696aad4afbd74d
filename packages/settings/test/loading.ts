import type { Diagnostic } from '@cambio/policy';
import { type LoadedSettings, loadSettings, type SettingsSources } from '../src/index.ts';

const nothing: SettingsSources = {
  env: {},
  flags: {},
  readFile: () => {
    throw new Error('no such file');
  },
};

/** Loads `cambio.yaml` with the text, and nothing else but what is given. */
export function loading(text: string, given: Partial<SettingsSources> = {}) {
  return loadSettings({ ...nothing, file: { path: 'cambio.yaml', text }, ...given });
}

export function loaded(text: string, given: Partial<SettingsSources> = {}): LoadedSettings {
  const result = loading(text, given);
  if (!result.ok) throw new Error(result.error.map(line).join('\n'));
  return result.value;
}

/** The diagnostics as people see them. */
export function complaints(text: string, given: Partial<SettingsSources> = {}): readonly string[] {
  const result = loading(text, given);
  return result.ok ? [] : result.error.map(line);
}

function line({ position, message, hint }: Diagnostic): string {
  const place = `${position.file}:${position.line}:${position.column}`;
  return hint === undefined ? `${place} ${message}` : `${place} ${message} (${hint})`;
}
