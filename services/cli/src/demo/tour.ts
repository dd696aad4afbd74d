import { readFile } from 'node:fs/promises';
import { type Ledger, openLedger } from '@cambio/ledger';
import type { GitHubPlatform } from '@cambio/testkit';
import { problemOf } from '../exchange/failure.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type Problem, report } from '../problem.ts';
import { startProblem } from '../serve/start-failure.ts';
import type { Terminal } from '../terminal.ts';
import { styleFor } from '../text/style.ts';
import { activity } from './activity.ts';
import { mappingText } from './documents.ts';
import type { DemoFolder } from './folder.ts';
import { prepareGateway } from './gateway.ts';
import { ON_A_BRANCH, ON_MAIN } from './jobs.ts';
import { allowedVisit, deniedVisit, ending, opening, type Stage } from './print.ts';
import { type Visit, type VisitFailure, visit } from './visit.ts';

interface TourOptions {
  readonly port?: number | undefined;
  readonly once?: true | undefined;
}

/**
 * Starts the gateway and sends two jobs to it. Done if the first was allowed and the second denied, as the examples
 * have it. Whatever is left open is closed with `closing`.
 */
export async function tour(
  { port, once }: TourOptions,
  platform: GitHubPlatform,
  folder: DemoFolder,
  terminal: Terminal,
  closing: AsyncDisposableStack,
): Promise<ExitCode> {
  const style = styleFor(terminal);
  const { settings, start } = await prepareGateway(folder, port);
  const { log, show } = activity(terminal.write, style);
  const gateway = await start({ log, now: terminal.now });
  if (!gateway.ok) return report(startProblem(gateway.error), terminal);
  closing.defer(() => gateway.value.close());
  const ledger = await openLedger({ url: settings.ledger.url, now: terminal.now });
  if (!ledger.ok) return report(NO_RECORDS, terminal);
  closing.defer(() => ledger.value.close());

  const stage = {
    gateway: settings.issuer,
    platform: platform.issuer,
    folder,
    program: programName(terminal),
    style,
  };
  terminal.write(opening(stage));
  const code = await walk(stage, platform, ledger.value, terminal);
  if (once !== true && code !== EXIT.unreachable) terminal.write(ending(stage));
  show();
  return code;
}

const STOPS = [
  { title: '1. A job on main asks for the deployer', claims: ON_MAIN, expected: 'allow' },
  { title: '2. The same job on another branch asks, too', claims: ON_A_BRANCH, expected: 'deny' },
] as const;

async function walk(
  stage: Stage,
  platform: GitHubPlatform,
  ledger: Ledger,
  terminal: Terminal,
): Promise<ExitCode> {
  let asExpected = true;
  for (const { title, claims, expected } of STOPS) {
    const visited = await visit(platform.job(claims), stage.gateway, ledger, terminal);
    if (!visited.ok) return report(problemOfVisit(visited.error), terminal);
    terminal.write(await visitText(title, visited.value, stage, terminal));
    asExpected &&= visited.value.decision.outcome === expected;
  }
  return asExpected ? EXIT.done : EXIT.denied;
}

async function visitText(title: string, visited: Visit, stage: Stage, { now }: Terminal): Promise<string> {
  const seconds = Math.floor(now() / 1000);
  const { issued, decision } = visited;
  if (issued === undefined) return deniedVisit(title, visited, stage, seconds);
  const documents = await readFile(stage.folder.document, 'utf8');
  const mapping = mappingText(documents, decision.mapping ?? '');
  return allowedVisit(title, { ...visited, issued }, mapping, stage, seconds);
}

const NO_RECORDS: Problem = { exit: EXIT.unreachable, message: 'the record of decisions cannot be read' };

function problemOfVisit(failure: VisitFailure): Problem {
  return failure.kind === 'unrecorded' ? NO_RECORDS : problemOf(failure);
}

/** `pnpm start` from a clone puts no `cambio` on the path. */
function programName({ env }: Terminal): string {
  return env.npm_lifecycle_event === undefined ? 'cambio' : 'npx pnpm cambio';
}
