import { X509Certificate } from 'node:crypto';

/** A byte sequence (RFC 8941 §3.3.5) of DER in base64. */
const BYTE_SEQUENCE = /^:([A-Za-z0-9+/]+={0,2}):$/;

/** Reads the value of a `Client-Cert` header (RFC 9440 §2.2). A header that came twice, or holds anything else, is none. */
export function readCertificateHeader(values: readonly string[] | undefined): X509Certificate | undefined {
  const [value, ...more] = values ?? [];
  const base64 = more.length === 0 ? BYTE_SEQUENCE.exec(value?.trim() ?? '')?.[1] : undefined;
  if (base64 === undefined) return undefined;
  try {
    return new X509Certificate(Buffer.from(base64, 'base64'));
  } catch {
    return undefined;
  }
}
