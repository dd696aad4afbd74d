import type { Result } from '@cambio/oauth';
import type { Settings } from '@cambio/settings';
import type { Problem } from '../problem.ts';
import type { Terminal } from '../terminal.ts';
import { dataFlags } from './data-flags.ts';
import { validSettings } from './read-settings.ts';

/** Which store. */
export interface StoreOptions {
  readonly config?: string | undefined;
  readonly data?: string | undefined;
}

export function storeSettings(
  { config, data }: StoreOptions,
  terminal: Terminal,
): Promise<Result<Settings, Problem>> {
  return validSettings({ config, flags: data === undefined ? {} : dataFlags(data) }, terminal);
}
