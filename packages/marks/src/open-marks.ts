import type { DatabaseSync } from 'node:sqlite';
import { err, type Result } from '@cambio/oauth';
import { openEmbeddedMarks } from './embedded/embedded-marks.ts';
import type { MarksOpenFailure, MarksStore } from './marks-store.ts';
import type { TlsFiles } from './redis/connect.ts';
import { readRedisUrl } from './redis/redis-url.ts';

export interface MarksOptions {
  /**
   * `sqlite:PATH`, `redis://[USER:PASSWORD@]HOST[:PORT][/DATABASE]`, `redis+sentinel://HOST[:PORT],…/MASTER` or
   * `redis+cluster://HOST[:PORT],…`; with `rediss` for TLS.
   */
  readonly url: string;
  /** The ledger's connection, where `sqlite:PATH` names its file. */
  readonly ledger?: DatabaseSync | undefined;
  /** Whether this process is a worker of one that relays: see `relayBetweenWorkers`. Redis needs no relay. Default false. */
  readonly worker?: boolean;
  /** For Redis over TLS. */
  readonly tls?: TlsFiles;
  /** How many replicas of Redis must have a reservation before it is answered; none by default. */
  readonly acknowledgements?: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Told why, whenever the store was at fault: for the operator's log. */
  readonly onFault?: (error: Error) => void;
}

/**
 * Opens the store a URL names. The URL itself is never told on: it may hold a password. What speaks to Redis is loaded
 * where there is one.
 */
export async function openMarks(options: MarksOptions): Promise<Result<MarksStore, MarksOpenFailure>> {
  const { now, onFault = () => undefined, ledger, worker = false } = options;
  const path = /^sqlite:(?<path>.+)$/.exec(options.url)?.groups?.path;
  if (path !== undefined) return openEmbeddedMarks({ path, ledger, worker, now, onFault });
  const url = readRedisUrl(options.url);
  if (url === undefined) return err({ reason: 'marks_url_unsupported' });
  const { tls = {}, acknowledgements = 0 } = options;
  const { openRedisMarks } = await import('./redis/redis-marks.ts');
  return openRedisMarks({ url, tls, acknowledgements, now, onFault });
}
