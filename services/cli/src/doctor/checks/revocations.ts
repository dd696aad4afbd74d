import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import type { Settings } from '@cambio/settings';
import { type Finding, findings } from '../finding.ts';

/** Whether the list of client certificates that are revoked can be used: a gateway does not start without one that it is to go by. */
export async function checkRevocations({ listen: { tls } }: Settings): Promise<readonly Finding[]> {
  const path = tls?.clientCrl;
  if (path === undefined) return [];
  const about = findings('listen.tls.clientCrl');
  try {
    createSecureContext({ crl: await readFile(path, 'utf8') });
    return [about.ok(`${path} can be used`)];
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return [about.failed(`${path} cannot be used: ${detail}`, 'It must be a revocation list in PEM.')];
  }
}
