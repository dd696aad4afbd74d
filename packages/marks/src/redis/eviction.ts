import { Cluster } from 'ioredis';
import type { Connection } from './connect.ts';

/** Whether a server would forget marks to make room: then a token could be used again. */
export async function evictsMarks(connection: Connection): Promise<boolean> {
  const servers = connection instanceof Cluster ? connection.nodes('master') : [connection];
  const memories = await Promise.all(servers.map((server) => server.info('memory')));
  return memories.some(
    (memory) => /^maxmemory:[1-9]/m.test(memory) && /^maxmemory_policy:(?!noeviction)/m.test(memory),
  );
}
