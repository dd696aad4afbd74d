import { type ClientBase, type ClientConfig, types } from 'pg';
import { PostgresFault } from './fault.ts';

/** PostgreSQL's number for the type `bigint`. */
const BIGINT = 20;

/** What every connection is opened with. */
export function sessionOf(url: string): ClientConfig {
  return {
    connectionString: url,
    keepAlive: true,
    fallback_application_name: 'cambio',
    // Big integers are times and counts: they fit a number.
    types: {
      getTypeParser: (type: number, format?: 'text' | 'binary') =>
        type === BIGINT ? Number : types.getTypeParser(type, format),
    },
  };
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
