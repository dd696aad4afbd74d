import { type GitHubPlatform, startGitHubPlatform } from '@cambio/testkit';
import { type Bench, CONNECTIONS, FIRST_GUESS } from './bench.ts';
import { cambio } from './contenders/cambio.ts';
import { tokenRequests } from './load/forms.ts';
import type { Stretch } from './load/order.ts';
import { type Column, type Report, reportOf } from './report/table.ts';

/** Of the peak. */
const SHARE = 0.5;

interface Row extends Stretch {
  readonly happens: string;
  /** Times the gateway asked for the issuer's keys meanwhile. */
  readonly keyReads: number;
}

const COLUMNS: readonly Column<Row>[] = [
  ['issuer, at 50 %', ({ happens }) => happens],
  ['served', (row) => row.answered.toFixed(0)],
  ['503', (row) => row.turnedAway.toFixed(0)],
  ['refused', (row) => row.refused.toFixed(0)],
  ['p50 ms', (row) => row.p50.toFixed(2)],
  ['p99', (row) => row.p99.toFixed(2)],
  ['longest', (row) => row.longest.toFixed(1)],
  ['key reads', (row) => row.keyReads.toFixed(0)],
];

/**
 * What callers notice when an issuer changes its keys under load, and when it is gone: half of the tokens by a key the
 * gateway has not seen, then, with the issuer away, one in ten by a key it can't get.
 */
export async function upstream(bench: Bench): Promise<Report> {
  const { gateway, seconds, load } = bench;
  const issuer = await startGitHubPlatform({ now: Date.now });
  const { origin, pid, stop } = await cambio('cambio')(issuer, gateway, bench.processor);
  const tokens = (count: number) => tokenRequests(issuer, gateway, Math.ceil(count));
  const base = { pid, origin, path: '/token', seconds };

  const busy = { connections: CONNECTIONS, arrivals: { kind: 'busy' } as const };
  const warm = () => tokens(FIRST_GUESS * seconds).then((bodies) => load.make({ ...base, ...busy, bodies }));
  await warm();
  const { answered, seconds: lasted } = await warm();
  const rate = (answered / lasted) * SHARE;
  const count = rate * seconds;
  async function row(happens: string, bodies: readonly string[]): Promise<Row> {
    const before = keyReads(issuer);
    const arrivals = { kind: 'even', rate } as const;
    const stretch = await load.make({ ...base, connections: 256, arrivals, bodies });
    return { ...stretch, happens, keyReads: keyReads(issuer) - before };
  }

  const rows = [await row('is there', await tokens(count))];
  const before = await tokens(count / 2);
  await issuer.rotate();
  rows.push(await row('has a new key', [...before, ...(await tokens(count / 2))]));
  const known = await tokens(count);
  await issuer.rotate();
  const unknown = await tokens(count / 10);
  await issuer.close();
  rows.push(
    await row(
      'is gone',
      known.map((body, at) => (at % 10 === 9 ? unknown[(at - 9) / 10] : body) ?? body),
    ),
  );
  await stop();
  return reportOf(COLUMNS, rows);
}

function keyReads(issuer: GitHubPlatform): number {
  return issuer.requests(new URL(issuer.jwksUri).pathname);
}
