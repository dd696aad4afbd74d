import type { CompiledTrust } from '@cambio/policy';
import type { Settings } from '@cambio/settings';
import { createGuardedClient, type DeclaredIssuer } from '@cambio/upstream';
import type { Terminal } from '../../terminal.ts';
import { type Finding, findings } from '../finding.ts';

/** Milliseconds. A `Date` has whole seconds, and was a while under way. */
const TOLERABLE = 5000;
const INTOLERABLE = 30_000;

/** How far the clock of this machine is from that of the first issuer that tells its own. */
export async function checkClock(
  settings: Settings,
  issuers: CompiledTrust['issuers'],
  { now }: Terminal,
): Promise<readonly Finding[]> {
  const about = findings('clock');
  for (const issuer of issuers.values()) {
    const url = issuer.enabled ? addressOf(issuer) : undefined;
    const theirs = url === undefined ? undefined : await askTime(url, issuer, settings);
    if (theirs === undefined) continue;
    const apart = now() - theirs;
    const seconds = `${Math.round(Math.abs(apart) / 1000)} s ${apart > 0 ? 'ahead of' : 'behind'} issuer ${issuer.id}`;
    if (Math.abs(apart) <= TOLERABLE) return [about.ok(`it agrees with issuer ${issuer.id}`)];
    const advice = 'Have the machine follow NTP (timedatectl, chronyc tracking).';
    return [
      Math.abs(apart) > INTOLERABLE
        ? about.failed(`it is ${seconds}`, advice)
        : about.warning(`it is ${seconds}`, advice),
    ];
  }
  return [
    about.warning('no issuer told the time to compare it with', 'Make sure that the machine follows NTP.'),
  ];
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
