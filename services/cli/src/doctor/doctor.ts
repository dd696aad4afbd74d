import type { Settings } from '@cambio/settings';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { flagsOf, type SettingOptions } from '../serve/flags.ts';
import { validSettings } from '../settings/read-settings.ts';
import type { Terminal } from '../terminal.ts';
import { styleFor } from '../text/style.ts';
import { checkAuthorities } from './checks/authorities.ts';
import { checkCertificates } from './checks/certificates.ts';
import { checkClock } from './checks/clock.ts';
import { checkDisk } from './checks/disk.ts';
import { checkEncryptionKey } from './checks/encryption-key.ts';
import { checkFront } from './checks/front.ts';
import { checkIssuers } from './checks/issuers.ts';
import { checkLedger } from './checks/ledger.ts';
import { checkMarks } from './checks/marks.ts';
import { checkReplicas } from './checks/replicas.ts';
import { checkRevocations } from './checks/revocations.ts';
import { checkSigningKeys } from './checks/signing-keys.ts';
import { checkSinks } from './checks/sinks.ts';
import { checkTrust } from './checks/trust.ts';
import { checkUnsafe } from './checks/unsafe.ts';
import { type Finding, findings } from './finding.ts';
import { findingsText } from './text.ts';

export interface DoctorOptions extends SettingOptions {
  readonly config?: string | undefined;
  readonly json?: true | undefined;
}

/** Looks at all a gateway needs, whatever of it fails, and says what it found and what to do. */
export async function doctor(options: DoctorOptions, terminal: Terminal): Promise<ExitCode> {
  const found = await examine(options, terminal);
  const failed = found.some(({ state }) => state === 'failed');
  terminal.write(
    options.json
      ? `${JSON.stringify({ healthy: !failed, findings: found }, null, 2)}\n`
      : findingsText(found, styleFor(terminal)),
  );
  return failed ? EXIT.denied : EXIT.done;
}

async function examine(options: DoctorOptions, terminal: Terminal): Promise<readonly Finding[]> {
  const flags = flagsOf(options);
  const settings = flags.ok
    ? await validSettings({ config: options.config, flags: flags.value }, terminal)
    : flags;
  if (!settings.ok) {
    const { message, diagnostics = [] } = settings.error;
    const errors = diagnostics.map(
      ({ position, message }) => `${position.file}:${position.line}: ${message}`,
    );
    const about = findings('settings');
    const advice = 'docs/reference/settings.md has every setting; the gateway does not start on these.';
    const said = errors.length > 0 ? errors : [message];
    return said.map((text) => about.failed(text, advice));
  }
  return [findings('settings').ok('they are valid'), ...(await examineParts(settings.value, terminal))];
}

async function examineParts(settings: Settings, terminal: Terminal): Promise<readonly Finding[]> {
  const ledger = await checkLedger(settings, terminal);
  const { keys, clocks } = ledger.contents;
  const trust = await checkTrust(settings, ledger.contents);
  const marks = await checkMarks(settings, terminal);
  const parts = await Promise.all([
    checkUnsafe(settings),
    ledger.found,
    checkReplicas(ledger),
    marks.found,
    checkEncryptionKey(settings, ledger),
    checkSigningKeys(settings, keys, terminal),
    trust.found,
    checkIssuers(settings, trust.issuers, terminal),
    checkClock(settings, trust.issuers, [...clocks, ...marks.clocks], terminal),
    checkFront(settings, ledger.isThere),
    checkCertificates(settings, terminal),
    checkAuthorities(settings, terminal),
    checkRevocations(settings),
    checkSinks(settings, ledger.contents, terminal),
    checkDisk(settings),
  ]);
  return parts.flat();
}
