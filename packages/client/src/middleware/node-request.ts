import type { IncomingMessage } from 'node:http';
import type { PresentedRequest } from '../resource-server/credentials.ts';

/** Where the client certificate is read from, when something in front of the service terminates TLS. */
export type CertificateOf = (request: IncomingMessage) => Uint8Array | string | undefined;

/**
 * What a request of Node's servers brought, certificate of the connection included. Reads the headers as they came,
 * since Node keeps the first of several `Authorization` headers and hides the others.
 *
 * @param target path and query before any router took a part of it away
 * @param body the body, where a parser has read it
 */
export function presentedBy(
  request: IncomingMessage,
  target: string,
  body: unknown,
  certificateOf: CertificateOf = certificateOfConnection,
): PresentedRequest {
  const authorization = headerOf(request, 'authorization');
  const dpop = headerOf(request, 'dpop');
  const certificate = certificateOf(request);
  return {
    method: request.method ?? '',
    target,
    ...(authorization !== undefined && { authorization }),
    ...(dpop !== undefined && { dpop }),
    ...(certificate !== undefined && { certificate }),
    tokenInForm: isForm(request) && typeof body === 'object' && body !== null && 'access_token' in body,
  };
}

function headerOf({ rawHeaders }: IncomingMessage, wanted: string): string | undefined {
  const values = rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === wanted);
  return values.length === 0 ? undefined : values.join(', ');
}

function isForm({ headers }: IncomingMessage): boolean {
  return /^application\/x-www-form-urlencoded\s*(;|$)/i.test(headers['content-type'] ?? '');
}

/** Whether the certificate can be trusted does not matter: the handshake has shown that the caller has its key. */
function certificateOfConnection({ socket }: IncomingMessage): Uint8Array | undefined {
  if (!('getPeerCertificate' in socket) || typeof socket.getPeerCertificate !== 'function') return undefined;
  const { raw }: { raw?: unknown } = socket.getPeerCertificate() ?? {};
  return raw instanceof Uint8Array ? raw : undefined;
}
