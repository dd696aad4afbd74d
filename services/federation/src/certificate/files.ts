import type { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import type { Settings } from '@cambio/settings';
import { readCertificates } from './authorities.ts';

/** What the gateway shows and believes on TLS connections, as PEM. */
export interface TlsMaterial {
  readonly cert: string;
  readonly key: string;
  readonly clientCa?: string;
  readonly clientCrl?: string;
}

/** What the PEM files of `listen` hold. */
export interface Certificates {
  /** Absent where somebody else terminates TLS. */
  readonly tls?: TlsMaterial;
  /** When the first of the certificates that are shown ends, in milliseconds since the epoch. */
  readonly endsAt?: number;
  readonly authorities: readonly X509Certificate[];
}

export interface CertificateFiles {
  current(): Certificates;
  /** Reads the files again, and answers whether they changed. Throws, and keeps what it has, where they cannot be used. */
  reread(): Promise<boolean>;
}

/** Reads the PEM files that `listen` names. Throws where one cannot be read, or where they do not fit together. */
export async function openCertificateFiles(listen: Settings['listen']): Promise<CertificateFiles> {
  let texts = await readTexts(listen);
  let certificates = certificatesOf(texts);
  return {
    current: () => certificates,
    reread: async () => {
      const found = await readTexts(listen);
      if (JSON.stringify(found) === JSON.stringify(texts)) return false;
      certificates = certificatesOf(found);
      texts = found;
      return true;
    },
  };
}

interface Texts {
  readonly cert?: string;
  readonly key?: string;
  readonly clientCa?: string;
  readonly clientCrl?: string;
}

async function readTexts({ tls, clientCa }: Settings['listen']): Promise<Texts> {
  const read = async (path: string | undefined) => path && readFile(path, 'utf8');
  const paths = [tls?.cert, tls?.key, clientCa, tls?.clientCrl];
  const [cert, key, authorities, clientCrl] = await Promise.all(paths.map(read));
  return {
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(authorities !== undefined && { clientCa: authorities }),
    ...(clientCrl !== undefined && { clientCrl }),
  };
}

function certificatesOf({ cert, key, ...clients }: Texts): Certificates {
  const authorities = readCertificates(clients.clientCa ?? '');
  if (clients.clientCa !== undefined && authorities.length === 0)
    throw new Error('listen.clientCa holds no certificate');
  if (cert === undefined || key === undefined) return { authorities };
  const { clientCa: ca, clientCrl: crl } = clients;
  createSecureContext({ cert, key, ...(ca !== undefined && { ca }), ...(crl !== undefined && { crl }) });
  const endsAt = Math.min(...readCertificates(cert).map(({ validToDate }) => validToDate.getTime()));
  return { authorities, tls: { cert, key, ...clients }, endsAt };
}
