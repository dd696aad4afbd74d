import { type ClientBase, type ClientConfig, types } from 'pg';
import { PostgresFault } from './fault.ts';

/** PostgreSQL's number for the type `bigint`. */
const BIGINT = 20;

/** What every connection is opened with. */
export function sessionOf(url: string): ClientConfig {
  return {
    connectionString: verifying(url),
    keepAlive: true,
    fallback_application_name: 'cambio',
    // Big integers are times and counts: they fit a number.
    types: {
      getTypeParser: (type: number, format?: 'text' | 'binary') =>
        type === BIGINT ? Number : types.getTypeParser(type, format),
    },
  };
}

const HALF_HEARTED: ReadonlySet<string> = new Set(['allow', 'prefer', 'require', 'verify-ca']);

/** Whoever asks for TLS at all gets the server's certificate and name checked, unless by `no-verify`. */
function verifying(url: string): string {
  const target = new URL(url);
  const mode = target.searchParams.get('sslmode');
  if (mode !== null && HALF_HEARTED.has(mode)) target.searchParams.set('sslmode', 'verify-full');
  return target.href;
}

interface SessionState {
  readonly standby: boolean;
}

/**
 * Asked once on every new connection. Refuses a server that only follows another, as the old one may do after a fail-over.
 * Turns on again what makes a commit durable, in case it is off by default on that server.
 */
export async function prepareSession(client: ClientBase): Promise<void> {
  const { rows } = await client.query<SessionState>(`
    select pg_is_in_recovery() as standby,
      set_config('synchronous_commit', case value when 'off' then 'on' else value end, false)
    from current_setting('synchronous_commit') as value`);
  if (rows[0]?.standby !== false) throw new PostgresFault('the server is a standby: it takes no writes');
}
