import type { GitHubPlatform } from '@cambio/testkit';
import type { Contender } from './contenders/contender.ts';
import { tokenRequests } from './load/forms.ts';
import { processorTime, residentMemory } from './load/process-figures.ts';
import { atRate, type Requests, type Slice, saturate } from './load/slice.ts';

/** What one turn of one contender came to. Latencies in milliseconds. */
export interface Turn {
  /** Exchanges a second with every connection busy. */
  readonly peak: number;
  /** Microseconds of processor time for each of them. */
  readonly processor: number;
  /** Megabytes held at the end of it. */
  readonly memory: number;
  /** One request at a time. */
  readonly idle: Slice;
  /** At a fixed share of the peak. */
  readonly loaded: Slice;
}

export interface Measuring {
  readonly platform: GitHubPlatform;
  /** Audience of the tokens. */
  readonly gateway: string;
  /** Length of each slice. */
  readonly seconds: number;
}

const CONNECTIONS = 32;
const LOAD = 0.7;
const IDLE_REQUESTS = 300;

/** Three slices of load on one contender: all it can take, one at a time, and a share of the peak. */
export async function takeTurn(
  contender: Contender,
  expectedPeak: number,
  measuring: Measuring,
): Promise<Turn> {
  const { seconds } = measuring;
  const requests = async (count: number): Promise<Requests> => ({
    origin: contender.origin,
    path: '/token',
    bodies: await tokenRequests(measuring.platform, measuring.gateway, count, contender.client),
  });

  const plenty = await requests(Math.ceil(expectedPeak * seconds * 1.5));
  const before = await processorTime(contender.pid);
  const busy = answered(contender, await saturate(plenty, CONNECTIONS, seconds));
  const used = (await processorTime(contender.pid)) - before;
  const peak = busy.answered / busy.seconds;
  const memory = await residentMemory(contender.pid);
  const idle = answered(contender, await saturate(await requests(IDLE_REQUESTS), 1, seconds));
  const rate = peak * LOAD;
  const loaded = answered(
    contender,
    await atRate(await requests(Math.ceil(rate * seconds)), CONNECTIONS, rate),
  );
  return { peak, processor: (used * 1000) / busy.answered, memory, idle, loaded };
}

function answered({ name }: Contender, slice: Slice): Slice {
  if (slice.refused > 0) throw new Error(`${name} refused ${slice.refused} requests`);
  return slice;
}
