import type { X509Certificate } from 'node:crypto';
import { canonicalName } from '@cambio/settings';

/** What a certificate is registered by (RFC 8705 §2.1.2). */
export type SubjectKind =
  | 'tls_client_auth_subject_dn'
  | 'tls_client_auth_san_dns'
  | 'tls_client_auth_san_uri'
  | 'tls_client_auth_san_ip'
  | 'tls_client_auth_san_email';

/**
 * Whether a certificate says what is registered. Distinguished names are compared as names (RFC 4514), addresses as
 * addresses, all else as exact strings: no wildcard, no folding of case.
 */
export function saysSubject(certificate: X509Certificate, kind: SubjectKind, registered: string): boolean {
  switch (kind) {
    case 'tls_client_auth_subject_dn':
      return sameName(certificate.subject, registered);
    case 'tls_client_auth_san_dns':
      return alternativeNames(certificate).includes(`DNS:${registered}`);
    case 'tls_client_auth_san_uri':
      return alternativeNames(certificate).includes(`URI:${registered}`);
    case 'tls_client_auth_san_email':
      return alternativeNames(certificate).includes(`email:${registered}`);
    case 'tls_client_auth_san_ip':
      return certificate.checkIP(registered) !== undefined;
  }
}

/** Node writes one RDN a line, the first of the certificate first; RFC 4514 §2.1 begins with the last. */
function sameName(subject: string | undefined, registered: string): boolean {
  const name = canonicalName((subject ?? '').split('\n').toReversed().join(','));
  return name !== undefined && name === canonicalName(registered);
}

/** One of Node's `subjectAltName`: a type, and a value that is in JSON where it holds anything that could mislead. */
const ALTERNATIVE_NAME = /^([A-Za-z ]+):("(?:[^"\\]|\\.)*"|[^",]*)(?:, |$)/;

/** As `type:value`; none at all where the list cannot be read whole. */
function alternativeNames({ subjectAltName = '' }: X509Certificate): readonly string[] {
  const names: string[] = [];
  for (let rest = subjectAltName; rest !== ''; ) {
    const [whole, type, value = ''] = ALTERNATIVE_NAME.exec(rest) ?? [];
    if (whole === undefined) return [];
    names.push(`${type}:${value.startsWith('"') ? JSON.parse(value) : value}`);
    rest = rest.slice(whole.length);
  }
  return names;
}
