import { hash, type X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { TrustedProxies } from '../http/proxies.ts';
import { isIssuedBy } from './authorities.ts';
import { readCertificateHeader } from './header.ts';

/** A certificate whose key the client has shown to hold: in a TLS handshake with us, or with a proxy of ours. */
export interface PresentedCertificate {
  readonly certificate: X509Certificate;
  /** `x5t#S256` (RFC 8705 §3.1). */
  readonly thumbprint: string;
  /** Whether an authority in `listen.clientCa` vouches for it now; where not, it can still bind a token. */
  readonly trusted: boolean;
}

/** Finds the client certificate of a request; `undefined` where there is none to believe. */
export type ReadCertificate = (request: IncomingMessage) => PresentedCertificate | undefined;

export interface CertificateSources {
  /** Header a trusted proxy tells the certificate in, lower case; absent: no header is believed. */
  readonly header?: string;
  readonly proxies: TrustedProxies;
  /** Those whose certificates authenticate; read anew for every request. */
  readonly authorities: () => readonly X509Certificate[];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * From a proxy that is configured to tell certificates, the header counts (RFC 9440 §2.2) and its own certificate does
 * not; from anybody else the connection counts, and the header is as if it were not there.
 */
export function certificateReader({
  header,
  proxies,
  authorities,
  now,
}: CertificateSources): ReadCertificate {
  const connected = new WeakMap<Socket, PresentedCertificate>();

  function fromConnection(socket: Socket): PresentedCertificate | undefined {
    const known = connected.get(socket);
    if (known !== undefined || !(socket instanceof TLSSocket)) return known;
    const certificate = socket.getPeerX509Certificate();
    if (certificate === undefined) return undefined;
    const presented = { certificate, thumbprint: thumbprintOf(certificate), trusted: socket.authorized };
    connected.set(socket, presented);
    return presented;
  }

  function fromHeader(values: readonly string[] | undefined): PresentedCertificate | undefined {
    const certificate = readCertificateHeader(values);
    if (certificate === undefined) return undefined;
    const trusted = isIssuedBy(authorities(), certificate, now());
    return { certificate, thumbprint: thumbprintOf(certificate), trusted };
  }

  return ({ socket, headersDistinct }) =>
    header !== undefined && proxies.include(socket.remoteAddress)
      ? fromHeader(headersDistinct[header])
      : fromConnection(socket);
}

function thumbprintOf({ raw }: X509Certificate): string {
  return hash('sha256', raw, 'base64url');
}
