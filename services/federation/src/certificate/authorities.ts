import { X509Certificate } from 'node:crypto';

/** Extended key usages that allow a certificate to authenticate a client (RFC 5280 §4.2.1.12). */
const CLIENT_USAGES: readonly string[] = ['1.3.6.1.5.5.7.3.2', '2.5.29.37.0'];

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Every certificate of a PEM file. Throws where one cannot be read. */
export function readCertificates(pem: string): readonly X509Certificate[] {
  return (pem.match(PEM_CERTIFICATE) ?? []).map((each) => new X509Certificate(each));
}

/**
 * Whether one of the authorities vouches for a client's certificate, for certificates a proxy tells: it is in date, no
 * authority itself, may authenticate a client, and is signed by one of them, which is in date and an authority.
 *
 * Intermediate authorities have to be among `authorities`: no chain is built. Does not look at revocation: that is for
 * the proxy, which saw the handshake.
 */
export function isIssuedBy(
  authorities: readonly X509Certificate[],
  certificate: X509Certificate,
  now: number,
): boolean {
  return (
    isInDate(certificate, now) &&
    !certificate.ca &&
    mayAuthenticateClients(certificate) &&
    authorities.some(
      (authority) =>
        authority.ca &&
        isInDate(authority, now) &&
        certificate.checkIssued(authority) &&
        certificate.verify(authority.publicKey),
    )
  );
}

function isInDate({ validFromDate, validToDate }: X509Certificate, now: number): boolean {
  return validFromDate.getTime() <= now && now <= validToDate.getTime();
}

/** Without the extension a certificate is for any use. Node calls extended key usage `keyUsage`. */
function mayAuthenticateClients({ keyUsage }: X509Certificate): boolean {
  const usages: readonly string[] | undefined = keyUsage;
  return usages === undefined || usages.some((usage) => CLIENT_USAGES.includes(usage));
}
