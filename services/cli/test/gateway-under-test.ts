import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '@cambio/settings';
import { type GitHubPlatform, startGitHubPlatform } from '@cambio/testkit';
import { pino } from 'pino';
import { type DemoFolder, openFolder, writeTrust } from '../src/demo/folder.ts';
import { startDemoGateway } from '../src/demo/gateway.ts';

/** A real gateway with the example trust documents, a platform it believes, and the folder it keeps its things in. */
export interface GatewayUnderTest {
  readonly platform: GitHubPlatform;
  readonly folder: DemoFolder;
  readonly settings: Settings;
  readonly close: () => Promise<void>;
}

/**
 * @param moreTrust documents besides the example's
 * @param now the clock of platform and gateway
 */
export async function gatewayUnderTest(moreTrust = '', now = Date.now): Promise<GatewayUnderTest> {
  const folder = await openFolder(undefined);
  const platform = await startGitHubPlatform({ now });
  await writeTrust(folder, platform.issuer);
  if (moreTrust !== '') await writeFile(join(folder.trust, 'more.yaml'), moreTrust);
  const gateway = await startDemoGateway(folder, undefined, { log: pino({ level: 'silent' }), now });
  if (!gateway.ok) throw new Error(JSON.stringify(gateway.error));
  return {
    platform,
    folder,
    settings: gateway.value.settings,
    close: async () => {
      await gateway.value.close();
      await platform.close();
      await folder.remove();
    },
  };
}
