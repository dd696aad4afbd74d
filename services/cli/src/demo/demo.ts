import { type GitHubPlatform, startGitHubPlatform } from '@cambio/testkit';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { unreadable } from '../files/unreadable.ts';
import { report } from '../problem.ts';
import { stopped, type Terminal } from '../terminal.ts';
import { type DemoFolder, openFolder, writePeople, writeTrust } from './folder.ts';
import { ON_MAIN } from './jobs.ts';
import { startPeople } from './people.ts';
import { programName } from './program-name.ts';
import { tour } from './tour.ts';

export interface DemoOptions {
  /** Absent: a folder that goes when the demo does. */
  readonly data?: string | undefined;
  readonly port?: number | undefined;
  /** Whether to stop after the tour. */
  readonly once?: true | undefined;
  /** Whether to start the platform and nothing else. */
  readonly platform?: true | undefined;
}

/** Shows the whole path on one machine, over real HTTP: a platform, the gateway, a job that may and one that may not. */
export async function demo(options: DemoOptions, terminal: Terminal): Promise<ExitCode> {
  await using closing = new AsyncDisposableStack();
  const stop = stopped(terminal);
  const folder = await openFolder(options.data).catch((error: unknown) =>
    unreadable(options.data ?? '', error),
  );
  if ('message' in folder) return report(folder, terminal);
  closing.defer(folder.remove);

  const platformAt = (port: number) => startGitHubPlatform({ now: terminal.now, port });
  const platform = await platformAt(8081).catch(() => platformAt(0));
  closing.defer(platform.close);
  await writeTrust(folder, platform.issuer);

  if (options.platform === true) {
    terminal.write(platformText(platform, folder, programName(terminal)));
    await stop;
    return EXIT.done;
  }
  const people = await startPeople(terminal.now);
  closing.defer(people.close);
  await writePeople(folder, people.issuer);
  return await tour({ ...options, stop }, platform, folder, terminal, closing);
}

/** What a job of the platform finds in its environment, to be pasted into another shell. */
function platformText(platform: GitHubPlatform, { trust }: DemoFolder, program: string): string {
  const job = platform.job(ON_MAIN);
  return `# A platform shaped like GitHub Actions, at ${platform.issuer}; Ctrl-C stops it.
# Trust documents that believe it:  ${program} serve --trust ${trust}
# What its job finds in its environment:
export ACTIONS_ID_TOKEN_REQUEST_URL='${job.ACTIONS_ID_TOKEN_REQUEST_URL}'
export ACTIONS_ID_TOKEN_REQUEST_TOKEN='${job.ACTIONS_ID_TOKEN_REQUEST_TOKEN}'
`;
}
