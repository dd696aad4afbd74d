import { randomBytes } from 'node:crypto';
import { startPostgres, startRedis } from '@cambio/testkit/daemons';
import { cambio } from './cambio.ts';
import type { StartContender } from './contender.ts';

/** The gateway as one of several would run: over PostgreSQL and Redis, which have no processor of their own here. */
export function replica(name: string): StartContender {
  return async (platform, audience, processors) => {
    const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
    const settings = [
      'replicas=many',
      `ledger.url=${await postgres.createDatabase()}`,
      `marks.url=${redis.url}`,
      `keys.encryption.key=${randomBytes(32).toString('base64')}`,
    ];
    const start = cambio(
      name,
      settings.flatMap((setting) => ['--set', setting]),
    );
    const gateway = await start(platform, audience, processors);
    return {
      ...gateway,
      stop: async () => {
        await gateway.stop();
        await Promise.all([postgres.stop(), redis.stop()]);
      },
    };
  };
}
