import type { IncomingMessage } from 'node:http';
import type { Caller, Presented } from '@cambio/sts';
import type { ReadCertificate } from '../certificate/presented.ts';
import type { TrustedProxies } from './proxies.ts';

/** Tells from a request who is calling, as far as the connection and its headers can. */
export type IdentifyCaller = (request: IncomingMessage) => Caller;

/**
 * @param tokenUrl the public URL a proof of possession must name; never taken from the request
 * @param proxies those whose `X-Forwarded-For` is believed
 */
export function identifyCaller(
  tokenUrl: string,
  proxies: TrustedProxies,
  readCertificate: ReadCertificate,
): IdentifyCaller {
  return (request) => {
    const ip = callerAddress(request, proxies);
    return { presented: presented(request, tokenUrl, readCertificate), ...(ip !== undefined && { ip }) };
  };
}

/** A proof is made for this one request, so it says more than the certificate of the connection it came on. */
function presented(request: IncomingMessage, url: string, readCertificate: ReadCertificate): Presented {
  if (request.headers.dpop !== undefined) {
    const proof = (request.headersDistinct.dpop ?? []).join(',');
    return { kind: 'dpop', proof, method: request.method ?? '', url };
  }
  const certificate = readCertificate(request);
  return certificate === undefined ? { kind: 'none' } : { kind: 'mtls', thumbprint: certificate.thumbprint };
}

/** The nearest address that is not one of our proxies: each of them appends the one it was called from. */
export function callerAddress(request: IncomingMessage, proxies: TrustedProxies): string | undefined {
  const { remoteAddress = '' } = request.socket;
  const forwarded = request.headers['x-forwarded-for'];
  if (forwarded === undefined) return remoteAddress || undefined;
  const hops = [...forwarded.toString().split(','), remoteAddress].map((hop) => hop.trim()).filter(Boolean);
  return hops.findLast((hop) => !proxies.include(hop)) ?? hops[0];
}
