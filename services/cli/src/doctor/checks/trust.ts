import { type CompiledTrust, loadTrust } from '@cambio/policy';
import type { Settings } from '@cambio/settings';
import { readTrust } from '../../files/read-trust.ts';
import { gatewayDefaults } from '../../settings/gateway-defaults.ts';
import { trustPaths } from '../../settings/trust-paths.ts';
import { count } from '../../text/count.ts';
import { type Finding, findings } from '../finding.ts';
import type { LedgerContents } from './ledger.ts';

export interface TrustCheck {
  readonly found: readonly Finding[];
  readonly issuers: CompiledTrust['issuers'];
}

/** Whether there are trust documents, and whether they can be put in force. */
export async function checkTrust(
  settings: Settings,
  { sources: stored, replicas }: LedgerContents,
): Promise<TrustCheck> {
  const about = findings('trust');
  const none: CompiledTrust['issuers'] = new Map();
  const isFromFiles = settings.trust.source === 'directory' || stored.length === 0;
  const sources = isFromFiles ? await readTrust(trustPaths(settings)) : { ok: true as const, value: stored };
  if (!sources.ok)
    return {
      found: [about.failed(sources.error.message, 'Look at trust.path or trust.seed.')],
      issuers: none,
    };
  if (sources.value.length === 0) {
    const others = replicas.map(({ revision }) => revision).filter((revision) => revision !== 'none');
    const found =
      others.length === 0
        ? about.warning(
            'there are no documents: every request is denied',
            'Begin with docs/guides/admins/first-mapping.md.',
          )
        : about.warning(
            `these settings name no documents, and a gateway at work has some: ${others.join(', ')}`,
            'It was started with other settings, such as --trust: give the same ones here.',
          );
    return { found: [found], issuers: none };
  }
  const { trust, diagnostics } = loadTrust(sources.value, gatewayDefaults(settings));
  if (trust === undefined) {
    const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
    return {
      found: [about.failed(`the documents have ${count(errors, 'error')}`, 'cambio check says where.')],
      issuers: none,
    };
  }
  return {
    found: [about.ok(`${count(trust.mappings.size, 'mapping')} for ${count(trust.targets.size, 'target')}`)],
    issuers: trust.issuers,
  };
}
