import { readFile } from 'node:fs/promises';
import { type Ledger, openLedger } from '@cambio/ledger';
import { err, type JsonObject, ok, type Result } from '@cambio/oauth';
import type { GitHubPlatform } from '@cambio/testkit';
import { problemOf } from '../exchange/failure.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type Problem, report } from '../problem.ts';
import { consoleFolder } from '../serve/console-folder.ts';
import { startProblem } from '../serve/start-failure.ts';
import type { Terminal } from '../terminal.ts';
import { styleFor } from '../text/style.ts';
import { activity } from './activity.ts';
import { mappingText } from './documents.ts';
import type { DemoFolder } from './folder.ts';
import { startDemoGateway } from './gateway.ts';
import { ON_A_BRANCH, ON_MAIN } from './jobs.ts';
import { allowedVisit, deniedVisit, ending, opening, type Stage } from './print.ts';
import { programName } from './program-name.ts';
import { type Visit, type VisitFailure, visit } from './visit.ts';

interface TourOptions {
  readonly port?: number | undefined;
  readonly once?: true | undefined;
  /** Resolves when the user has seen enough. */
  readonly stop: Promise<void>;
}

/**
 * Starts the gateway, sends two jobs to it, and stays up. Done if the first was allowed and the second denied, as the
 * examples have it. What is opened is closed with `closing`.
 */
export async function tour(
  { port, once, stop }: TourOptions,
  platform: GitHubPlatform,
  folder: DemoFolder,
  terminal: Terminal,
  closing: AsyncDisposableStack,
): Promise<ExitCode> {
  const style = styleFor(terminal);
  const { log, show } = activity(terminal.write, style);
  const site = consoleFolder();
  const gateway = await startDemoGateway(folder, port, {
    log,
    now: terminal.now,
    ...(site !== undefined && { consoleFolder: site }),
  });
  if (!gateway.ok) return report(startProblem(gateway.error), terminal);
  closing.defer(() => gateway.value.close());
  const { settings } = gateway.value;
  const ledger = await openLedger({ url: settings.ledger.url, now: terminal.now });
  if (!ledger.ok) return report(NO_RECORDS, terminal);
  closing.defer(() => ledger.value.close());

  const { issuer } = settings;
  const stage = {
    gateway: issuer,
    ...(site !== undefined && { console: `${issuer}/console/` }),
    platform: platform.issuer,
    folder,
    program: programName(terminal),
    style,
  };
  terminal.write(opening(stage));
  const walked = await walk(stage, platform, ledger.value, terminal);
  if (!walked.ok) return report(walked.error, terminal);
  if (once !== true) {
    terminal.write(ending(stage));
    show();
    await stop;
  }
  return walked.value === 'as expected' || once !== true ? EXIT.done : EXIT.denied;
}

const STOPS = [
  { title: '1. A job on main asks for a token for the deployer', claims: ON_MAIN, expected: 'allow' },
  { title: '2. The same job on another branch asks, too', claims: ON_A_BRANCH, expected: 'deny' },
] as const;

async function walk(
  stage: Stage,
  platform: GitHubPlatform,
  ledger: Ledger,
  terminal: Terminal,
): Promise<Result<'as expected' | 'otherwise', Problem>> {
  const outcomes: boolean[] = [];
  let before: JsonObject = {};
  for (const { title, claims, expected } of STOPS) {
    const visited = await visit(platform.job(claims), stage.gateway, ledger, terminal);
    if (!visited.ok) return err(problemOfVisit(visited.error));
    terminal.write(await visitText(title, visited.value, before, stage, terminal));
    before = visited.value.upstream;
    outcomes.push(visited.value.decision.outcome === expected);
  }
  return ok(outcomes.every(Boolean) ? 'as expected' : 'otherwise');
}

async function visitText(
  title: string,
  visited: Visit,
  before: JsonObject,
  stage: Stage,
  { now }: Terminal,
): Promise<string> {
  const seconds = Math.floor(now() / 1000);
  const { issued, decision } = visited;
  if (issued === undefined) return deniedVisit(title, visited, before, stage, seconds);
  const documents = await readFile(stage.folder.document, 'utf8');
  const mapping = mappingText(documents, decision.mapping ?? '');
  return allowedVisit(title, { ...visited, issued }, mapping, stage, seconds);
}

const NO_RECORDS: Problem = { exit: EXIT.unreachable, message: 'the record of decisions cannot be read' };

function problemOfVisit(failure: VisitFailure): Problem {
  return failure.kind === 'unrecorded' ? NO_RECORDS : problemOf(failure);
}
