import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** Where the files are that settings are made of. */
export interface SettingsFiles {
  has(path: string): boolean;
  /** Throws what the system says where it cannot be read. */
  read(path: string): string;
}

/** What was read, by the paths it was read under. */
type Texts = readonly (readonly [path: string, text: string])[];

const texts: z.ZodType<Texts> = z.array(z.tuple([z.string(), z.string()]));

/** Those on the disk; `texts` gives what has been read of them. */
export function filesOnDisk(): SettingsFiles & { readonly texts: () => Texts } {
  const read = new Map<string, string>();
  return {
    has: existsSync,
    read: (path) => {
      const text = readFileSync(path, 'utf8');
      read.set(path, text);
      return text;
    },
    texts: () => [...read],
  };
}

/** Those that another process has read and handed over, however they are on the disk by now. */
export function filesHandedOver(what: unknown): SettingsFiles {
  const read = new Map(texts.parse(what));
  return {
    has: (path) => read.has(path),
    read: (path) => {
      const text = read.get(path);
      if (text === undefined) throw Object.assign(new Error(path), { code: 'ENOENT' });
      return text;
    },
  };
}
