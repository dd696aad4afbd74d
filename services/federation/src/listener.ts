import type { RequestListener } from 'node:http';
import { err, ok, type Result } from '@cambio/oauth';
import type { Settings } from '@cambio/settings';
import { type CertificateFiles, openCertificateFiles, type TlsMaterial } from './certificate/files.ts';
import { createInternalApp, type Inside } from './http/internal-app.ts';
import { listen, type RunningServer } from './http/server.ts';
import { followCertificates } from './jobs/follow-certificates.ts';
import { observeCertificate } from './metrics/observe-certificate.ts';
import type { StartFailure } from './start-failure.ts';
import type { Observed, Surroundings } from './surroundings.ts';

interface Address {
  readonly host: string;
  readonly port: number;
  /** Whether it is this process' alone, though it is one of several workers. */
  readonly exclusive?: true;
}

/** Reads the certificates the public listener is to show and to believe. */
export async function openCertificates(
  listener: Settings['listen'],
): Promise<Result<CertificateFiles, StartFailure>> {
  try {
    return ok(await openCertificateFiles(listener));
  } catch (error) {
    return err({ part: 'certificates', cause: { reason: 'certificates_unusable', detail: detailOf(error) } });
  }
}

/** Listens for the public, with the certificates there are at any time. */
export async function listenWith(
  certificates: CertificateFiles,
  handler: RequestListener,
  settings: Settings,
  { log, meter, now }: Observed,
  closing: AsyncDisposableStack,
): Promise<Result<RunningServer, StartFailure>> {
  observeCertificate(certificates, meter, now);
  const { tls } = certificates.current();
  const opened = await listenOn(settings.listen, handler, settings, closing, tls);
  if (!opened.ok) return opened;
  const following = followCertificates(certificates, opened.value.renew, log);
  following.start();
  closing.defer(() => following.stop());
  return opened;
}

/** Listens for the platform the gateway runs on; each worker by itself. */
export function listenInside(
  settings: Settings,
  inside: Inside,
  log: Surroundings['log'],
  closing: AsyncDisposableStack,
): Promise<Result<RunningServer, StartFailure>> {
  const address = { ...settings.internal, exclusive: true } as const;
  return listenOn(address, createInternalApp(inside, log).callback(), settings, closing);
}

async function listenOn(
  { host, port, exclusive }: Address,
  handler: RequestListener,
  { limits }: Settings,
  closing: AsyncDisposableStack,
  tls?: TlsMaterial,
): Promise<Result<RunningServer, StartFailure>> {
  try {
    const { headers: headerLimit, connections: maxConnections } = limits;
    const server = await listen(handler, {
      host,
      port,
      exclusive: exclusive === true,
      headerLimit,
      maxConnections,
      ...(tls && { tls }),
    });
    closing.defer(() => server.close());
    return ok(server);
  } catch (error) {
    const cause = { reason: 'cannot_listen', address: `${host}:${port}`, detail: detailOf(error) } as const;
    return err({ part: 'listener', cause });
  }
}

function detailOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
