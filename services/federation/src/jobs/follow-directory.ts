import type { Logger } from 'pino';
import { type ActiveTrust, fingerprint } from '../trust/active-trust.ts';
import { logAdvice } from '../trust/log-advice.ts';
import { readSettledDocuments, readTrustDocuments } from '../trust/read-documents.ts';
import { createPoll, type Poll } from './poll.ts';

/** Milliseconds between two looks: a change binds within a second. */
const INTERVAL = 1000;

/**
 * Keeps the trust in step with a folder. It looks at the content, not at change events: those get lost on network
 * file systems and in the symlink swaps by which Kubernetes updates a mounted ConfigMap. Each state of the folder is judged
 * once; a bad one is logged, and the last good revision stays in force.
 */
export function followDirectory(path: string, trust: ActiveTrust, log: Logger): Poll {
  let seen = trust.current().revision;

  async function lookOnce(): Promise<void> {
    try {
      if (fingerprint(await readTrustDocuments(path)) === seen) return;
      const files = await readSettledDocuments(path);
      const found = fingerprint(files);
      if (found === seen) return;
      seen = found;
      const change = await trust.follow(files, found);
      if (change.ok) {
        log.info({ revision: found }, 'trust changed');
        logAdvice(change.value.diagnostics, log);
      } else log.error({ errors: change.error, stays: trust.current().revision }, 'trust change refused');
    } catch (error) {
      log.error({ err: error }, 'trust documents cannot be read');
    }
  }

  return createPoll(lookOnce, INTERVAL);
}
