import type { Logger } from 'pino';
import type { CertificateFiles, TlsMaterial } from '../certificate/files.ts';
import { createPoll, type Poll } from './poll.ts';

/** Milliseconds between two looks: certificates are renewed days before the old ones end. */
const INTERVAL = 10_000;

/**
 * Serves with renewed certificates once their files have changed, so that renewal needs no restart. Files that cannot be
 * used are logged, once for each reason, and what was read last stays.
 */
export function followCertificates(
  files: CertificateFiles,
  renew: (tls: TlsMaterial) => void,
  log: Logger,
): Poll {
  let problem: string | undefined;

  async function lookOnce(): Promise<void> {
    try {
      const changed = await files.reread();
      problem = undefined;
      const { tls } = files.current();
      if (!changed) return;
      if (tls !== undefined) renew(tls);
      log.info('certificates renewed');
    } catch (error) {
      const found = error instanceof Error ? error.message : String(error);
      if (found !== problem) log.error({ problem: found }, 'certificates cannot be renewed');
      problem = found;
    }
  }

  return createPoll(lookOnce, INTERVAL);
}
