import { err, type JsonValue, ok, type Result } from '@cambio/oauth';
import type { Diagnostic } from '@cambio/policy';
import { type LoadedSettings, loadSettings, type Settings } from '@cambio/settings';
import { EXIT } from '../exit-code.ts';
import { unreadable } from '../files/unreadable.ts';
import type { Problem } from '../problem.ts';
import type { Terminal } from '../terminal.ts';
import { filesOnDisk, type SettingsFiles } from './settings-files.ts';
import { OTHER_VARIABLES } from './variables.ts';

const USUAL_FILE = 'cambio.yaml';

export interface SettingsChoice {
  /** The file; absent: `./cambio.yaml`, where there is one. */
  readonly config?: string | undefined;
  /** By the member's path, over all else. */
  readonly flags?: Readonly<Record<string, JsonValue | undefined>>;
  /** Absent: those on the disk. */
  readonly files?: SettingsFiles;
}

/** What a choice of settings came to, and the file they were in, where there was one. */
export interface SettingsRead {
  readonly file?: string;
  readonly outcome: Result<LoadedSettings, readonly Diagnostic[]>;
}

/** Loads settings from file, environment and flags, as the gateway does. */
export async function readSettings(
  { config, flags = {}, files = filesOnDisk() }: SettingsChoice,
  terminal: Terminal,
): Promise<Result<SettingsRead, Problem>> {
  const path = config ?? (files.has(USUAL_FILE) ? USUAL_FILE : undefined);
  const text = path === undefined ? undefined : readText(files, path);
  if (text?.ok === false) return text;
  const loaded = loadSettings({
    env: terminal.env,
    flags,
    readFile: files.read,
    otherVariables: OTHER_VARIABLES,
    ...(path !== undefined && text !== undefined && { file: { path, text: text.value } }),
  });
  return ok({ ...(path !== undefined && { file: path }), outcome: loaded });
}

function readText(files: SettingsFiles, path: string): Result<string, Problem> {
  try {
    return ok(files.read(path));
  } catch (error) {
    return err(unreadable(path, error));
  }
}

/** The same for whoever has no use for settings with errors. */
export async function validSettings(
  choice: SettingsChoice,
  terminal: Terminal,
): Promise<Result<Settings, Problem>> {
  const loaded = await loadedSettings(choice, terminal);
  return loaded.ok ? ok(loaded.value.settings) : loaded;
}

/** The same with where each came from. */
export async function loadedSettings(
  choice: SettingsChoice,
  terminal: Terminal,
): Promise<Result<LoadedSettings, Problem>> {
  const read = await readSettings(choice, terminal);
  if (!read.ok) return read;
  const { outcome } = read.value;
  if (outcome.ok) return outcome;
  return err({ exit: EXIT.usage, message: 'the settings have errors', diagnostics: outcome.error });
}

/** What a gateway runs with where nothing is set. */
export function defaultSettings(): Settings {
  const loaded = loadSettings({ env: {}, flags: {}, readFile: () => '' });
  if (!loaded.ok) throw new TypeError('the defaults are not valid settings');
  return loaded.value.settings;
}
