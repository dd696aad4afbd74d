/** Where a Redis is, as `marks.url` says it. */
export type RedisUrl = Credentials & (Standalone | Sentinel | Cluster);

interface Credentials {
  readonly tls: boolean;
  readonly username?: string;
  readonly password?: string;
}

interface Standalone {
  readonly topology: 'standalone';
  readonly node: RedisNode;
  readonly database: number;
}

interface Sentinel {
  readonly topology: 'sentinel';
  /** The sentinels. */
  readonly nodes: readonly RedisNode[];
  /** The name they know the master by. */
  readonly master: string;
}

interface Cluster {
  readonly topology: 'cluster';
  /** Some of its nodes; they name the others. */
  readonly nodes: readonly RedisNode[];
}

export interface RedisNode {
  readonly host: string;
  readonly port: number;
}

const URL_FORM =
  /^(?<scheme>rediss?)(?:\+(?<topology>sentinel|cluster))?:\/\/(?:(?<user>[^:@/]*)(?::(?<password>[^@/]*))?@)?(?<hosts>[^@/?#]+)(?:\/(?<path>[^/?#]*))?$/;

const DEFAULT_PORTS = { standalone: 6379, sentinel: 26379, cluster: 6379 } as const;

/**
 * Reads `redis://user:password@host:port/database`, `redis+sentinel://host:port,host:port/master` and
 * `redis+cluster://host:port,host:port`; `rediss` in place of `redis` speaks TLS to all of them. User and password are
 * percent-encoded. `undefined` for anything else.
 */
export function readRedisUrl(url: string): RedisUrl | undefined {
  const parts = URL_FORM.exec(url)?.groups;
  if (parts === undefined) return undefined;
  const topology =
    parts.topology === 'sentinel' || parts.topology === 'cluster' ? parts.topology : 'standalone';
  const nodes = (parts.hosts ?? '').split(',').map((host) => readNode(host, DEFAULT_PORTS[topology]));
  const credentials = readCredentials(parts);
  if (credentials === undefined || !nodes.every((node) => node !== undefined)) return undefined;
  const place = readPlace(topology, nodes, parts.path ?? '');
  return place && { ...credentials, ...place };
}

function readPlace(
  topology: RedisUrl['topology'],
  nodes: readonly RedisNode[],
  path: string,
): Standalone | Sentinel | Cluster | undefined {
  switch (topology) {
    case 'cluster':
      return path === '' ? { topology, nodes } : undefined;
    case 'sentinel':
      return path === '' ? undefined : { topology, nodes, master: path };
    case 'standalone': {
      const [node, ...more] = nodes;
      if (node === undefined || more.length > 0 || !/^\d{0,4}$/.test(path)) return undefined;
      return { topology, node, database: Number(path) };
    }
  }
}

/** `host`, `host:6379`, `[::1]:6379`. */
function readNode(text: string, defaultPort: number): RedisNode | undefined {
  if (!URL.canParse(`redis://${text}`)) return undefined;
  const { hostname, port } = new URL(`redis://${text}`);
  if (hostname === '') return undefined;
  return { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: port === '' ? defaultPort : Number(port) };
}

function readCredentials(parts: Readonly<Record<string, string | undefined>>): Credentials | undefined {
  try {
    const username = decodeURIComponent(parts.user ?? '');
    const password = decodeURIComponent(parts.password ?? '');
    return {
      tls: parts.scheme === 'rediss',
      ...(username !== '' && { username }),
      ...(password !== '' && { password }),
    };
  } catch {
    return undefined;
  }
}
