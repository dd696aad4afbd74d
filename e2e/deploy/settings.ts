import { type LoadedSettings, loadSettings } from '@cambio/settings';
import { expect } from 'chai';

/** What a deployment mounts: the path a gateway sees, and a text that fits. */
export type Mounted = Readonly<Record<string, string>>;

/** 32 bytes in base64, as an encryption key is. */
export const ENCRYPTION_KEY = Buffer.alloc(32).toString('base64');

/** Loads settings as the gateway would that has these files and no others. Fails with every complaint there is. */
export function loadDeployed(path: string, text: string, mounted: Mounted = {}): LoadedSettings {
  const loaded = loadSettings({
    file: { path, text },
    env: {},
    flags: {},
    readFile: (name) => {
      const found = mounted[name];
      if (found === undefined) throw new Error(`nothing is mounted at ${name}`);
      return found;
    },
  });
  const complaints = loaded.ok
    ? []
    : loaded.error.map(({ position, message }) => `${position.file}:${position.line}: ${message}`);
  expect(complaints, complaints.join('\n')).to.be.empty;
  if (!loaded.ok) throw new TypeError('no settings, and nothing to complain of');
  return loaded.value;
}

/** The files that `${file:…}` placeholders of a text name. */
export function filesNamedIn(text: string): readonly string[] {
  return [...text.matchAll(/\$\{file:([^}]+)\}/g)].map(([, path = '']) => path);
}
