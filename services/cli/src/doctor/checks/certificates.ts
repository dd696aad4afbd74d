import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import type { Settings } from '@cambio/settings';
import type { Terminal } from '../../terminal.ts';
import { spanText } from '../../text/span.ts';
import { type Finding, findings } from '../finding.ts';

const DAY = 86_400_000;
const SOON = 30 * DAY;

/** How long the certificate of the public endpoints is good for, where the gateway speaks TLS itself. */
export async function checkCertificates(
  { listen: { tls }, issuer }: Settings,
  { now }: Terminal,
): Promise<readonly Finding[]> {
  if (tls === undefined) return [];
  const about = findings('certificate');
  try {
    const certificate = new X509Certificate(await readFile(tls.cert));
    const left = Date.parse(certificate.validTo) - now();
    const host = new URL(issuer).hostname.replace(/^\[(.*)\]$/, '$1');
    const isForHost =
      isIP(host) === 0 ? certificate.checkHost(host) !== undefined : certificate.checkIP(host) !== undefined;
    const renew = 'Put a new one in its place: the gateway takes it over without a restart.';
    if (left <= 0) return [about.failed(`${tls.cert} has expired`, renew)];
    if (!isForHost)
      return [
        about.failed(
          `${tls.cert} is not for ${host}`,
          'Callers refuse it: it must name the host of the issuer.',
        ),
      ];
    const life = `${tls.cert} is good for ${spanText(left)} more`;
    return [left < SOON ? about.warning(life, renew) : about.ok(life)];
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return [
      about.failed(
        `${tls.cert} cannot be used: ${detail}`,
        'It must be PEM, the certificate of the gateway first.',
      ),
    ];
  }
}
