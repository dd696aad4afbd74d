/**
 * What a gateway still does when five times as much is asked of it as it can do: `node bench/overload.ts` in this folder,
 * after a build, on Linux. Requests become due at a fixed rate on more connections than the gateway serves at once. Goodput
 * is tokens issued a second, beside the peak of the same round. The load's own processor bounds what can be asked.
 */
import { execFileSync } from 'node:child_process';
import { startGitHubPlatform } from '@cambio/testkit';
import { cambio } from './contenders/cambio.ts';
import { tokenRequests } from './load/forms.ts';
import { atRate, type Requests, saturate } from './load/slice.ts';
import { median } from './report/statistics.ts';

const GATEWAY = 'https://sts.acme.example';
const TIMES = 5;
const ROUNDS = 3;
const SECONDS = 2;
const CONNECTIONS = { peak: 32, overload: 512 };
const FIRST_GUESS = 2000;

const platform = await startGitHubPlatform({ now: Date.now });
const gateway = await cambio('cambio', ['--set', 'limits.inFlight=64'])(platform, GATEWAY, 0);
execFileSync('taskset', ['-acp', '1', String(process.pid)]);

/** Answers a second. */
interface Round {
  readonly peak: number;
  readonly goodput: number;
  readonly turnedAway: number;
  /** Goodput beside the peak. */
  readonly share: number;
}

let expected = FIRST_GUESS;
const rounds: Round[] = [];
for (let round = 0; round <= ROUNDS; round++) {
  const peak = await saturate(await requests(expected * SECONDS * 1.5), CONNECTIONS.peak, SECONDS);
  expected = peak.answered / peak.seconds;
  const asked = expected * TIMES;
  const over = await atRate(await requests(asked * SECONDS), CONNECTIONS.overload, asked);
  const goodput = over.answered / over.seconds;
  const turnedAway = over.refused / over.seconds;
  // The first round warms up.
  if (round > 0) rounds.push({ peak: expected, goodput, turnedAway, share: goodput / expected });
}
const of = (figure: (round: Round) => number) => Math.round(median(rounds.map(figure)));
const report = {
  peak: of(({ peak }) => peak),
  goodput: of(({ goodput }) => goodput),
  turnedAway: of(({ turnedAway }) => turnedAway),
  shareOfPeak: of(({ share }) => share * 100) / 100,
};
process.stdout.write(`${JSON.stringify(report)}\n`);
await gateway.stop();
await platform.close();

async function requests(count: number): Promise<Requests> {
  const bodies = await tokenRequests(platform, GATEWAY, Math.ceil(count));
  return { origin: gateway.origin, path: '/token', bodies };
}
