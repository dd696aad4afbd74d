import type { GitHubPlatform } from '@cambio/testkit';
import type { Contender } from './contenders/contender.ts';
import { tokenRequests } from './load/forms.ts';
import type { Arrivals, Stretch } from './load/order.ts';
import { residentMemory } from './load/process-figures.ts';
import type { Load } from './load/start-load.ts';
import { bareQueue } from './machine/bare-queue.ts';

/** What one turn of one contender came to. */
export interface Turn {
  /** Exchanges a second with every connection busy. */
  readonly peak: number;
  /** Megabytes held at the end of it. */
  readonly memory: number;
  readonly busy: Stretch;
  /** One request at a time. */
  readonly idle: Stretch;
  /** At a fixed share of the peak, evenly spaced and by chance. */
  readonly even: Stretch;
  readonly poisson: Stretch;
  /** Of a queue that is served as fast at that share of the peak, by a loop that only counts, and by one that syncs a file, too. */
  readonly machineP99: number;
  readonly diskP99: number;
}

export interface Measuring {
  readonly load: Load;
  readonly platform: GitHubPlatform;
  /** Audience of the tokens. */
  readonly gateway: string;
  /** Length of each stretch. */
  readonly seconds: number;
  /** Where what is measured runs, as `taskset` names it. */
  readonly processor: string;
}

const CONNECTIONS = 32;
const SHARE = 0.7;
const IDLE_REQUESTS = 300;

/** Four stretches of load on one contender: all it can take, one at a time, and a share of the peak twice; then the machine alone. */
export async function takeTurn(
  contender: Contender,
  expectedPeak: number,
  { load, platform, gateway, seconds, processor }: Measuring,
): Promise<Turn> {
  const stretch = async (requests: number, connections: number, arrivals: Arrivals) => {
    const bodies = await tokenRequests(platform, gateway, Math.ceil(requests), contender.client);
    const { origin, pid } = contender;
    return () => load.make({ pid, origin, path: '/token', bodies, connections, seconds, arrivals });
  };
  const atShare = (kind: 'even' | 'poisson') => {
    const rate = peak * SHARE;
    return stretch(rate * seconds * 1.2, 4 * CONNECTIONS, { kind, rate });
  };

  const plenty = await stretch(expectedPeak * seconds * 1.5, CONNECTIONS, { kind: 'busy' });
  const busy = served(contender, await plenty());
  const peak = busy.answered / busy.seconds;
  const memory = residentMemory(contender.pid);
  const idle = served(contender, await (await stretch(IDLE_REQUESTS, 1, { kind: 'busy' }))());
  const even = served(contender, await (await atShare('even'))());
  const poisson = served(contender, await (await atShare('poisson'))());
  const queue = { rate: peak * SHARE, service: 1 / peak, seconds };
  const machineP99 = await bareQueue(processor, { ...queue, durable: false });
  const diskP99 = await bareQueue(processor, { ...queue, durable: true });
  return { peak, memory, busy, idle, even, poisson, machineP99, diskP99 };
}

function served({ name }: Contender, stretch: Stretch): Stretch {
  const refused = stretch.refused + stretch.turnedAway;
  if (refused > 0) throw new Error(`${name} refused ${refused} requests`);
  return stretch;
}
