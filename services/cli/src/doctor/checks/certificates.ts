import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { createSecureContext, rootCertificates } from 'node:tls';
import { readCertificates } from '@cambio/federation';
import type { Settings } from '@cambio/settings';
import type { Terminal } from '../../terminal.ts';
import { type Finding, findings } from '../finding.ts';
import { judgeValidity, nameOf } from '../validity.ts';

const NAME = 'Callers refuse it: it must name the host of the issuer.';
const ORDER =
  'The file begins with the certificate of the gateway, whose key it is; then comes its authority, and so on.';

/** What the gateway shows of itself where it speaks TLS: whether callers will take it, and for how long. */
export async function checkCertificates(
  { listen: { tls }, issuer }: Settings,
  { now }: Terminal,
): Promise<readonly Finding[]> {
  if (tls === undefined) return [];
  const about = findings('certificate');
  try {
    const [cert, key] = [await readFile(tls.cert, 'utf8'), await readFile(tls.key, 'utf8')];
    const [leaf, ...others] = readCertificates(cert);
    if (leaf === undefined) throw new Error('it holds no certificate');
    const misfit = whyNot(cert, key);
    const chain = [leaf, ...others];
    const host = new URL(issuer).hostname.replace(/^\[(.*)\]$/, '$1');
    return [
      ...(misfit === undefined
        ? []
        : [about.failed(`${tls.key} and ${tls.cert} do not fit: ${misfit}`, ORDER)]),
      ...(isFor(leaf, host) ? [] : [about.failed(`${tls.cert} is not for ${host}`, NAME)]),
      judgeValidity('certificate', tls.cert, leaf, now()),
      ...others.map((each) => judgeValidity('certificate', `${nameOf(each)} in ${tls.cert}`, each, now())),
      ...chainProblems(chain, tls.cert),
    ];
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return [about.failed(`${tls.cert} with ${tls.key} cannot be used: ${detail}`, 'Both files must be PEM.')];
  }
}

/** Why the listener would not start with them. */
function whyNot(cert: string, key: string): string | undefined {
  try {
    createSecureContext({ cert, key });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function isFor(certificate: X509Certificate, host: string): boolean {
  return isIP(host) === 0
    ? certificate.checkHost(host) !== undefined
    : certificate.checkIP(host) !== undefined;
}

/** Each certificate has to be signed by the next, and the last by an authority that callers know. */
function chainProblems(chain: readonly X509Certificate[], path: string): readonly Finding[] {
  const about = findings('certificate');
  const gap = chain.findIndex((certificate, place) => {
    const next = chain[place + 1];
    return next !== undefined && !isSignedBy(certificate, next);
  });
  if (gap !== -1)
    return [about.failed(`number ${gap + 1} in ${path} is not signed by number ${gap + 2}`, ORDER)];
  const last = chain.at(-1);
  if (last === undefined || isPubliclyKnown(last)) return [];
  return [
    about.warning(
      `${path} ends with ${nameOf(last)}, whose authority not everybody knows`,
      'Append the intermediate certificates; with an authority of your own, callers must be given it.',
    ),
  ];
}

function isPubliclyKnown(certificate: X509Certificate): boolean {
  return rootCertificates.some((pem) => isSignedBy(certificate, new X509Certificate(pem)));
}

function isSignedBy(certificate: X509Certificate, authority: X509Certificate): boolean {
  return certificate.checkIssued(authority) && certificate.verify(authority.publicKey);
}
