import type { Logger } from 'pino';
import type { CertificateFiles, TlsMaterial } from '../certificate/files.ts';

/** Milliseconds between two looks: certificates are renewed days before the old ones end. */
const INTERVAL = 10_000;

export interface CertificateFollower {
  /** Looks once, now; at most one look runs at a time. */
  look(): Promise<void>;
  /** Looks again and again until `stop`. */
  start(): void;
  stop(): void;
}

/**
 * Serves with renewed certificates once their files have changed, so that renewal needs no restart. Files that cannot be
 * used are logged, once for each reason, and what was read last stays.
 */
export function followCertificates(
  files: CertificateFiles,
  renew: (tls: TlsMaterial) => void,
  log: Logger,
): CertificateFollower {
  let problem: string | undefined;
  let looking: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

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

  const look = () => {
    looking ??= lookOnce().finally(() => {
      looking = undefined;
    });
    return looking;
  };
  return {
    look,
    start: () => {
      timer ??= setInterval(look, INTERVAL).unref();
    },
    stop: () => clearInterval(timer),
  };
}
