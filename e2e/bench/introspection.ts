/**
 * How often one gateway can be asked about a token beside how often it can issue one: `node bench/introspection.ts` in this
 * folder, after a build, on Linux. The caller stands for the audience with a token of its own. Exchanges and introspections
 * take turns. The ratios are the result; processor time is the steadier of the two where other programs run.
 */
import { execFileSync } from 'node:child_process';
import { startGitHubPlatform } from '@cambio/testkit';
import { z } from 'zod';
import { cambio } from './contenders/cambio.ts';
import type { Contender } from './contenders/contender.ts';
import { tokenRequests } from './load/forms.ts';
import { processorTime } from './load/process-figures.ts';
import { type Requests, saturate } from './load/slice.ts';
import { median } from './report/statistics.ts';

const Issued = z.object({ access_token: z.string() });
const GATEWAY = 'https://sts.acme.example';
const CONNECTIONS = 32;
const ROUNDS = 5;
const REQUESTS = 2000;
const NO_LIMIT = 600;

const platform = await startGitHubPlatform({ now: Date.now });
const gateway = await cambio('cambio')(platform, GATEWAY, 0);
execFileSync('taskset', ['-acp', '1', String(process.pid)]);

const exchanges = async (count: number): Promise<Requests> => ({
  origin: gateway.origin,
  path: '/token',
  bodies: await tokenRequests(platform, GATEWAY, count),
});
const [own, asked] = [await issued(), await issued()];
const introspections: Requests = {
  origin: gateway.origin,
  path: '/introspect',
  headers: { authorization: `Bearer ${own}` },
  bodies: Array.from({ length: REQUESTS }, () => new URLSearchParams({ token: asked }).toString()),
};

const taken = { exchange: [] as Figures[], introspection: [] as Figures[] };
for (let round = 0; round <= ROUNDS; round++) {
  const exchange = await figuresOf(gateway, await exchanges(REQUESTS));
  const introspection = await figuresOf(gateway, introspections);
  // The first round warms up.
  if (round === 0) continue;
  taken.exchange.push(exchange);
  taken.introspection.push(introspection);
}
const [exchange, introspection] = [medians(taken.exchange), medians(taken.introspection)];
const times = {
  rate: introspection.rate / exchange.rate,
  processor: exchange.processor / introspection.processor,
};
process.stdout.write(`${JSON.stringify({ exchange, introspection, times })}\n`);
await gateway.stop();
await platform.close();

interface Figures {
  /** Answers a second. */
  readonly rate: number;
  /** Microseconds each. */
  readonly processor: number;
}

async function figuresOf({ pid }: Contender, requests: Requests): Promise<Figures> {
  const before = await processorTime(pid);
  const { answered, refused, seconds } = await saturate(requests, CONNECTIONS, NO_LIMIT);
  if (refused > 0) throw new Error(`${refused} requests were refused`);
  return { rate: answered / seconds, processor: (((await processorTime(pid)) - before) * 1000) / answered };
}

function medians(figures: readonly Figures[]): Figures {
  return {
    rate: median(figures.map(({ rate }) => rate)),
    processor: median(figures.map((each) => each.processor)),
  };
}

async function issued(): Promise<string> {
  const [body] = await tokenRequests(platform, GATEWAY, 1);
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await fetch(`${gateway.origin}/token`, { method: 'POST', headers, body: body ?? '' });
  return Issued.parse(await answer.json()).access_token;
}
