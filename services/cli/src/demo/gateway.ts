import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type RunningGateway, type StartFailure, type Surroundings, startGateway } from '@cambio/federation';
import type { Result } from '@cambio/oauth';
import { loadSettings, type Settings } from '@cambio/settings';
import { stringify } from 'yaml';
import type { DemoFolder } from './folder.ts';
import { freePort, LOOPBACK } from './ports.ts';

/** A demo's gateway: the real one, on this machine alone. */
export interface DemoGateway {
  readonly settings: Settings;
  readonly start: (surroundings: Surroundings) => Promise<Result<RunningGateway, StartFailure>>;
}

/** Writes settings for a gateway in the folder, for the user to look at and to serve with later. */
export async function prepareGateway(folder: DemoFolder, port: number | undefined): Promise<DemoGateway> {
  const publicPort = port ?? (await freePort(8080));
  const text = `# Written by \`cambio demo\` each time it starts.\n${stringify({
    issuer: `http://${LOOPBACK}:${publicPort}`,
    listen: { host: LOOPBACK, port: publicPort },
    internal: { host: LOOPBACK, port: await freePort(9090) },
    trust: { source: 'directory', path: folder.trust },
    ledger: { url: `sqlite:${join(folder.path, 'cambio.db')}` },
    keys: { encryption: { keyFile: join(folder.path, 'key') } },
  })}`;
  await writeFile(folder.settings, text);
  // Variables of the user's own gateway have no say here.
  const loaded = loadSettings({
    file: { path: folder.settings, text },
    env: {},
    flags: {},
    readFile: () => '',
  });
  if (!loaded.ok) throw new TypeError('the settings of the demo are not valid');
  const { settings } = loaded.value;
  return { settings, start: (surroundings) => startGateway(settings, surroundings) };
}
