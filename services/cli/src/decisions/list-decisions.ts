import type { AdminClient } from '@cambio/admin-client';
import { type AdminOptions, openAdmin, told } from '../admin/open-admin.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { report } from '../problem.ts';
import { stopped, type Terminal } from '../terminal.ts';
import { styleFor } from '../text/style.ts';
import { type DecisionInLine, decisionLine } from './line.ts';
import { readEvents } from './read-events.ts';

interface Filter {
  readonly outcome?: 'allow' | 'deny' | undefined;
  readonly reason?: string | undefined;
  readonly mapping?: string | undefined;
  readonly target?: string | undefined;
  readonly issuer?: string | undefined;
  readonly workload?: string | undefined;
}

export interface DecisionsOptions extends AdminOptions, Filter {
  readonly since?: string | undefined;
  readonly limit: number;
  readonly follow?: true | undefined;
  readonly json?: true | undefined;
}

/** The most a gateway gives in one page. */
const PAGE = 200;

/** Seconds before a stream that ended is asked for again. */
const REST = 1;

/** Prints recorded decisions: a search, the newest first, or those that are made from now on. */
export async function listDecisions(options: DecisionsOptions, terminal: Terminal): Promise<ExitCode> {
  const admin = await openAdmin(['decisions:read'], options, terminal);
  if (!admin.ok) return report(admin.error, terminal);
  const style = styleFor(terminal);
  const print = (decision: DecisionInLine) =>
    terminal.write(options.json ? `${JSON.stringify(decision)}\n` : decisionLine(decision, style));
  return options.follow
    ? follow(admin.value, options, terminal, print)
    : search(admin.value, options, terminal, print);
}

type Print = (decision: DecisionInLine) => void;

async function search(
  admin: AdminClient,
  options: DecisionsOptions,
  terminal: Terminal,
  print: Print,
): Promise<ExitCode> {
  let left = options.limit;
  for (let cursor: string | undefined; left > 0; ) {
    const query = {
      ...filterOf(options),
      ...(options.since !== undefined && { since: options.since }),
      ...(cursor !== undefined && { cursor }),
      limit: Math.min(left, PAGE),
    };
    const page = await told(admin.GET('/decisions', { params: { query } }));
    if (!page.ok) return report(page.error, terminal);
    page.value.decisions.forEach(print);
    left -= page.value.decisions.length;
    cursor = page.value.next;
    if (cursor === undefined) break;
  }
  if (left === options.limit) terminal.note('cambio: no such decision is recorded\n');
  return EXIT.done;
}

/** Until the user stops it: a stream ends with its token, and is asked for again from where it ended. */
async function follow(
  admin: AdminClient,
  options: DecisionsOptions,
  terminal: Terminal,
  print: Print,
): Promise<ExitCode> {
  const stop = new AbortController();
  void stopped(terminal).then(() => stop.abort());
  const { signal } = stop;
  let last: string | undefined;
  while (!signal.aborted) {
    const params = { query: filterOf(options), header: last === undefined ? {} : { 'Last-Event-ID': last } };
    const stream = await told(admin.GET('/decisions/stream', { params, parseAs: 'stream', signal }));
    if (!stream.ok) return signal.aborted ? EXIT.done : report(stream.error, terminal);
    if (stream.value === null) break;
    for await (const event of readEvents(stream.value, signal)) {
      if (event.gap)
        terminal.note('cambio: some decisions were left out: there are more than can be followed\n');
      if (event.decision === undefined) continue;
      last = event.decision.id;
      print(event.decision);
    }
    if (!signal.aborted) await terminal.wait(REST);
  }
  return EXIT.done;
}

function filterOf({ outcome, reason, mapping, target, issuer, workload }: Filter) {
  return {
    ...(outcome !== undefined && { outcome }),
    ...(reason !== undefined && { reason }),
    ...(mapping !== undefined && { mapping }),
    ...(target !== undefined && { target }),
    ...(issuer !== undefined && { issuer }),
    ...(workload !== undefined && { workload }),
  };
}
