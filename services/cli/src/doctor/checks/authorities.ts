import { readFile } from 'node:fs/promises';
import { readCertificates } from '@cambio/federation';
import type { Settings } from '@cambio/settings';
import type { Terminal } from '../../terminal.ts';
import { type Finding, findings } from '../finding.ts';
import { judgeValidity, nameOf } from '../validity.ts';

/** How long what else is in files for TLS is good for: the authorities that are believed, and what is shown to the marks. */
export async function checkAuthorities(settings: Settings, { now }: Terminal): Promise<readonly Finding[]> {
  const found = await Promise.all(filesOf(settings).map(([member, path]) => lookAt(member, path, now())));
  return found.flat();
}

function filesOf({ listen, marks, keys }: Settings): readonly (readonly [string, string])[] {
  const files: Readonly<Record<string, string | undefined>> = {
    'listen.clientCa': listen.clientCa,
    'marks.tls.ca': marks.tls?.ca,
    'marks.tls.cert': marks.tls?.cert,
    'keys.transit.ca': keys.transit?.ca,
  };
  return Object.entries(files).flatMap(([member, path]) => (path === undefined ? [] : [[member, path]]));
}

async function lookAt(member: string, path: string, now: number): Promise<readonly Finding[]> {
  const about = findings(member);
  try {
    const certificates = readCertificates(await readFile(path, 'utf8'));
    if (certificates.length === 0) throw new Error('it holds no certificate');
    return certificates.map((each) => judgeValidity(member, `${nameOf(each)} in ${path}`, each, now));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return [about.failed(`${path} cannot be used: ${detail}`, 'It must be PEM.')];
  }
}
