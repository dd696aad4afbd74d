/**
 * What an exchange costs, beside its floor and beside other ways to do it: `npx pnpm bench`, on Linux.
 *
 * Contenders take turns within one run, in another order each round, and every request has a token of its own. The
 * servers share one processor, one at a time, and the load has the other. The ratios are the result; the rest is
 * this machine's. `--rounds N` and `--seconds N` set how much is measured, `--json` prints figures and no table.
 */
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { startGitHubPlatform } from '@cambio/testkit';
import { cambio } from './contenders/cambio.ts';
import type { Contender } from './contenders/contender.ts';
import { program } from './contenders/program.ts';
import { replica } from './contenders/replica.ts';
import { type Measuring, type Turn, takeTurn } from './measure.ts';
import { rowsOf, tableOf } from './report/table.ts';

const CONTENDERS = [
  program('floor', './floor.ts'),
  program('oidc-provider, naive', './naive-provider.ts', 'jobs'),
  cambio('cambio, embedded'),
  replica('cambio, PostgreSQL + Redis'),
];
/** Processors, by number. */
const SERVERS = 0;
const LOAD = 1;

const GATEWAY = 'https://sts.acme.example';

/** Exchanges a second to be ready for before a first turn has shown what there is to expect. */
const FIRST_GUESS = 6000;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '2' },
    json: { type: 'boolean', default: false },
  },
});

const platform = await startGitHubPlatform({ now: Date.now });
const contenders = await startAll();
const measuring = { platform, gateway: GATEWAY, seconds: Number(values.seconds) };
const turns = await takeTurns(contenders, Number(values.rounds), measuring);
const rows = rowsOf(turns);
process.stdout.write(values.json ? `${JSON.stringify(rows)}\n` : `${tableOf(rows)}\n`);
for (const contender of contenders) await contender.stop();
await platform.close();

async function startAll(): Promise<readonly Contender[]> {
  const started: Contender[] = [];
  for (const start of CONTENDERS) started.push(await start(platform, GATEWAY, SERVERS));
  execFileSync('taskset', ['-acp', String(LOAD), String(process.pid)]);
  return started;
}

/** The first round warms everybody up and is not counted. */
async function takeTurns(
  all: readonly Contender[],
  rounds: number,
  how: Measuring,
): Promise<ReadonlyMap<Contender, readonly Turn[]>> {
  const taken = new Map<Contender, Turn[]>(all.map((contender) => [contender, []]));
  const expected = new Map<Contender, number>();
  for (let round = 0; round <= rounds; round++) {
    for (const contender of [...all.slice(round % all.length), ...all.slice(0, round % all.length)]) {
      const turn = await takeTurn(contender, expected.get(contender) ?? FIRST_GUESS, how);
      expected.set(contender, turn.peak);
      if (round > 0) taken.get(contender)?.push(turn);
      process.stderr.write('.');
    }
  }
  process.stderr.write('\n');
  return taken;
}
