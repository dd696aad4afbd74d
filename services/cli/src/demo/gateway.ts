import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type RunningGateway, type StartFailure, type Surroundings, startGateway } from '@cambio/federation';
import { ok, type Result } from '@cambio/oauth';
import { loadSettings, type Settings } from '@cambio/settings';
import { stringify } from 'yaml';
import type { DemoFolder } from './folder.ts';
import { PEOPLE } from './people.ts';
import { freePort, LOOPBACK } from './ports.ts';

/** A demo's gateway: the real one, on this machine alone. */
export interface DemoGateway extends RunningGateway {
  readonly settings: Settings;
}

const ATTEMPTS = 5;

/**
 * Starts a gateway on the folder, with settings written there for the user to look at and to serve with later.
 * Without a chosen `port` it tries again where somebody else took the one that was free.
 */
export async function startDemoGateway(
  folder: DemoFolder,
  port: number | undefined,
  surroundings: Surroundings,
): Promise<Result<DemoGateway, StartFailure>> {
  for (let attempt = 1; ; attempt++) {
    const settings = await writeSettings(folder, port);
    const gateway = await startGateway(settings, surroundings);
    if (gateway.ok) return ok({ ...gateway.value, settings });
    const isTaken = gateway.error.part === 'listener' && port === undefined;
    if (!isTaken || attempt === ATTEMPTS) return gateway;
  }
}

async function writeSettings(folder: DemoFolder, port: number | undefined): Promise<Settings> {
  const publicPort = port ?? (await freePort(8080));
  const text = `# Written by \`cambio demo\` each time it starts.\n${stringify({
    issuer: `http://${LOOPBACK}:${publicPort}`,
    listen: { host: LOOPBACK, port: publicPort },
    internal: { host: LOOPBACK, port: await freePort(9090) },
    trust: { source: 'directory', path: folder.trust },
    admin: { login: PEOPLE },
    ledger: { url: `sqlite:${join(folder.path, 'cambio.db')}` },
    keys: { encryption: { keyFile: join(folder.path, 'key') } },
  })}`;
  await writeFile(folder.settings, text);
  const file = { path: folder.settings, text };
  // Variables of the user's own gateway have no say here.
  const loaded = loadSettings({ file, env: {}, flags: {}, readFile: () => '' });
  if (!loaded.ok) throw new TypeError('the settings of the demo are not valid');
  return loaded.value.settings;
}
