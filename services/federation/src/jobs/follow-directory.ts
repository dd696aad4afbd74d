import type { Logger } from 'pino';
import { type ActiveTrust, fingerprint } from '../trust/active-trust.ts';
import { readTrustDocuments } from '../trust/read-documents.ts';

/** Milliseconds between two looks: a change binds within a second. */
const INTERVAL = 1000;

export interface FollowedDirectory {
  stop(): void;
}

/**
 * Keeps the trust in step with a folder. It looks at the content, not at change events: those get lost on network
 * file systems and in the symlink swaps by which Kubernetes updates a mounted ConfigMap. A bad change is logged once,
 * and the last good revision stays in force.
 */
export function followDirectory(path: string, trust: ActiveTrust, log: Logger): FollowedDirectory {
  let seen = trust.current().revision;
  let looking = false;
  const timer = setInterval(async () => {
    if (looking) return;
    looking = true;
    seen = await look(path, trust, seen, log);
    looking = false;
  }, INTERVAL);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

/** Gives what was seen this time, good or bad, so that each state of the folder is judged once. */
async function look(path: string, trust: ActiveTrust, seen: string, log: Logger): Promise<string> {
  try {
    const files = await readTrustDocuments(path);
    const found = fingerprint(files);
    if (found === seen) return seen;
    const change = trust.change(files, found);
    if (change.ok) log.info({ revision: found }, 'trust changed');
    else log.error({ errors: change.error, stays: trust.current().revision }, 'trust change refused');
    return found;
  } catch (error) {
    log.error({ err: error }, 'trust documents cannot be read');
    return seen;
  }
}
