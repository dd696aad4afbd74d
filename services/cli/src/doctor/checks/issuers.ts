import type { CompiledTrust } from '@cambio/policy';
import type { Settings } from '@cambio/settings';
import { createKeyStore } from '@cambio/upstream';
import type { Terminal } from '../../terminal.ts';
import { count } from '../../text/count.ts';
import { type Finding, findings } from '../finding.ts';

/** Whether the keys of every issuer can be had from here, as the gateway reads them. */
export async function checkIssuers(
  { egress: { proxy } }: Settings,
  issuers: CompiledTrust['issuers'],
  { now }: Terminal,
): Promise<readonly Finding[]> {
  const keys = createKeyStore({ clock: now, ...(proxy !== undefined && { egress: { proxy } }) });
  try {
    keys.setIssuers(new Map([...issuers].filter(([, { keys }]) => keys.kind !== 'own')));
    await keys.refreshDue();
    return [...keys.status()].map(([id, status]) => {
      const about = findings(`issuer ${id}`);
      if (status.state === 'fresh') return about.ok(`${count(status.keys, 'key')} of it can be had`);
      const { reason, detail } = status.failure ?? { reason: 'no keys', detail: 'none was read' };
      return about.failed(
        `its keys cannot be had: ${reason}, ${detail}`,
        'Its tokens are refused. See the runbook docs/operate/runbooks/issuer-keys-failing.md.',
      );
    });
  } finally {
    await keys.close();
  }
}
