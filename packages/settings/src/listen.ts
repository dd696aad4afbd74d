import { z } from 'zod';

const path = z.string().min(1);
const network = z.union([z.cidrv4(), z.cidrv6()], { error: 'must be a network such as 10.0.0.0/8' });

export const host = z.string().min(1);
export const port = z.int().min(0).max(65_535);

const tls = z.strictObject({
  cert: path.describe(
    'PEM file: the certificate of the public endpoints, then those between it and its root.',
  ),
  key: path.describe('PEM file: its private key.'),
  clientCrl: path
    .exactOptional()
    .describe('PEM file: a revocation list of every authority in `listen.clientCa`.'),
});

/** Where the public endpoints listen, and what of a connection is believed. */
export const listen = z
  .strictObject({
    host: host.prefault('127.0.0.1').describe('Address the public endpoints listen on.'),
    port: port.prefault(8080).describe('Port the public endpoints listen on; 0 takes any free one.'),
    tls: tls.exactOptional(),
    clientCa: path
      .exactOptional()
      .describe('PEM file: the authorities whose certificates authenticate a service (`tls_client_auth`).'),
    trustedProxies: z
      .array(network)
      .prefault([])
      .describe('Networks whose `X-Forwarded-For` is believed, as CIDR. Nobody is, by default.'),
    clientCertificateHeader: z
      .string()
      .regex(/^[A-Za-z0-9-]+$/, { error: 'must be the name of a header' })
      .exactOptional()
      .describe('Header in which a trusted proxy names the client certificate (RFC 9440), as `Client-Cert`.'),
  })
  .refine(
    ({ clientCertificateHeader, trustedProxies }) =>
      clientCertificateHeader === undefined || trustedProxies.length > 0,
    { path: ['clientCertificateHeader'], error: 'needs listen.trustedProxies: nobody else is believed' },
  )
  .refine((told) => told.clientCa === undefined || seesCertificates(told), {
    path: ['clientCa'],
    error: 'needs listen.tls or listen.clientCertificateHeader: no certificate is seen without',
  });

/** Whether clients can show a certificate at all: to the gateway itself, or to a proxy that tells it. */
export function seesCertificates(told: {
  readonly tls?: unknown;
  readonly clientCertificateHeader?: unknown;
}): boolean {
  return told.tls !== undefined || told.clientCertificateHeader !== undefined;
}
