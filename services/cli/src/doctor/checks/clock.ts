import type { CompiledTrust } from '@cambio/policy';
import type { Settings } from '@cambio/settings';
import { createGuardedClient, type DeclaredIssuer } from '@cambio/upstream';
import type { Terminal } from '../../terminal.ts';
import { type ComparedClock, compareClock } from '../clocks.ts';
import { type Finding, findings } from '../finding.ts';

/** Milliseconds. A `Date` has whole seconds, and was a while under way. */
const TOLERABLE = 5000;
const INTOLERABLE = 30_000;

const FOLLOW = 'Have the machine follow NTP (timedatectl, chronyc tracking).';

/** How far the clock of this machine is from those of the stores, and of every issuer that tells its own. */
export async function checkClock(
  settings: Settings,
  issuers: CompiledTrust['issuers'],
  stores: readonly ComparedClock[],
  { now }: Terminal,
): Promise<readonly Finding[]> {
  const about = findings('clock');
  const asked = [...issuers.values()].map((issuer) => compareWith(issuer, settings, now));
  const clocks = [...stores, ...(await Promise.all(asked)).flat()];
  if (clocks.length === 0)
    return [
      about.warning('nobody told the time to compare it with', 'Make sure that the machine follows NTP.'),
    ];
  const close = clocks.filter(({ ahead }) => Math.abs(ahead) <= TOLERABLE);
  const agrees = about.ok(`it agrees with ${close.map(({ whose }) => whose).join(', ')}`);
  return [
    ...(close.length > 0 ? [agrees] : []),
    ...clocks.filter((clock) => !close.includes(clock)).map(judge),
  ];
}

function judge({ whose, ahead }: ComparedClock): Finding {
  const seconds = Math.round(Math.abs(ahead) / 1000);
  const found = `it is ${seconds} s ${ahead > 0 ? 'ahead of' : 'behind'} ${whose}`;
  const { failed, warning } = findings('clock');
  return Math.abs(ahead) > INTOLERABLE ? failed(found, FOLLOW) : warning(found, FOLLOW);
}

async function compareWith(
  issuer: DeclaredIssuer,
  settings: Settings,
  now: () => number,
): Promise<readonly ComparedClock[]> {
  const url = issuer.enabled ? addressOf(issuer) : undefined;
  if (url === undefined) return [];
  return compareClock(`issuer ${issuer.id}`, now, () => askTime(url, issuer, settings));
}

function addressOf({ url, keys }: DeclaredIssuer): string | undefined {
  if (keys.kind === 'discovery') return `${url}/.well-known/openid-configuration`;
  return keys.kind === 'jwksUri' ? keys.uri : undefined;
}

async function askTime(
  url: string,
  issuer: DeclaredIssuer,
  { egress }: Settings,
): Promise<number | undefined> {
  const client = createGuardedClient(issuer, egress.proxy === undefined ? {} : { proxy: egress.proxy });
  const answer = await client.send(url, { method: 'GET', headers: { accept: 'application/json' } });
  await client.close();
  return answer.ok ? answer.value.at : undefined;
}
