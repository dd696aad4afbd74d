import { Cluster, Redis } from 'ioredis';
import type { RedisUrl } from './redis-url.ts';

/** A connection to Redis, or to every node of a Cluster; it finds its way back by itself. */
export type Connection = Redis | Cluster;

/** PEM texts for TLS. */
export interface TlsFiles {
  /** The authority the servers' certificates come from; the system's own without it. */
  readonly ca?: string;
  /** What this gateway shows of itself. */
  readonly cert?: string;
  readonly key?: string;
}

/** Milliseconds. */
const CONNECT_TIMEOUT = 1000;
const SILENCE = 2000;

/**
 * A command is sent over a connection that is ready, or not at all, and never again by the library: repeating is `link`'s
 * matter, and subscribing again that of `sharedSignal`. A server that says nothing for a while is connected to anew.
 */
const OPTIONS = {
  connectTimeout: CONNECT_TIMEOUT,
  socketTimeout: SILENCE,
  maxRetriesPerRequest: 0,
  autoResendUnfulfilledCommands: false,
  autoResubscribe: false,
  // A master that has become a replica: whoever is the master now is asked for anew.
  reconnectOnError: ({ message }: Error) => message.startsWith('READONLY'),
};

export function connect(url: RedisUrl, files: TlsFiles): Connection {
  const { username, password } = url;
  const credentials = { ...(username && { username }), ...(password && { password }) };
  const options = { ...OPTIONS, ...credentials, ...(url.tls && { tls: { ...files } }) };
  const patience = { enableOfflineQueue: false, retryStrategy: pauseBefore };
  switch (url.topology) {
    case 'standalone':
      return new Redis({ ...options, ...patience, ...url.node, db: url.database });
    case 'sentinel':
      return new Redis({
        ...options,
        ...patience,
        sentinels: [...url.nodes],
        name: url.master,
        sentinelRetryStrategy: pauseBefore,
        sentinelCommandTimeout: CONNECT_TIMEOUT,
        failoverDetector: true,
        ...(url.tls && { sentinelTLS: { ...files }, enableTLSForSentinelMode: true }),
      });
    case 'cluster':
      return new Cluster([...url.nodes], {
        redisOptions: options,
        enableOfflineQueue: false,
        clusterRetryStrategy: pauseBefore,
        slotsRefreshTimeout: CONNECT_TIMEOUT,
        // Certificates name hosts: a node is asked for by what it is called.
        ...(url.tls && { dnsLookup: (host, callback) => callback(null, host) }),
      });
  }
}

/** Milliseconds before the next attempt to connect. */
function pauseBefore(attempt: number): number {
  return Math.min(attempt * 50, 500);
}
