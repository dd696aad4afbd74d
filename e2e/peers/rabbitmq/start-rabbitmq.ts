import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@cambio/testkit';
import { startDaemon } from '@cambio/testkit/daemons';
import { requireFile } from '@cambio/testkit/programs';

/** What Debian's own wrapper runs, which insists on the system's user and folders. */
const PROGRAM = '/usr/lib/rabbitmq/bin/rabbitmq-server';

/** Erlang's directory of nodes; a node starts one for the whole machine where it finds none. */
const DIRECTORY = '/usr/bin/epmd';

/** A broker on a loopback port. */
export interface RabbitMQ {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** Runs Debian's RabbitMQ with its OAuth 2 plugin and this in `rabbitmq.conf`. It lives in a temporary folder, of which nothing is left. */
export async function startRabbitMQ(configuration: string): Promise<RabbitMQ> {
  await requireFile(PROGRAM, 'rabbitmq-server');
  const folder = await mkdtemp(join(tmpdir(), 'cambio-rabbitmq-'));
  const port = await freePort();
  const listener = `listeners.tcp.local = 127.0.0.1:${port}`;
  await writeFile(join(folder, 'rabbitmq.conf'), `${configuration}\n${listener}\n`);
  await writeFile(join(folder, 'enabled_plugins'), '[rabbitmq_auth_backend_oauth2].\n');

  const env = { ...places(folder), ...(await ports()) };
  const directory = await startDaemon(DIRECTORY, [], { port: Number(env.ERL_EPMD_PORT), env });
  const broker = await startDaemon(PROGRAM, [], { port, env });
  return {
    port,
    stop: async () => {
      await broker.stop();
      await directory.stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** Everything it reads and writes, so that it neither sees nor touches what belongs to the system's broker. */
function places(folder: string) {
  return {
    HOME: folder,
    ERL_CRASH_DUMP: join(folder, 'crash'),
    RABBITMQ_CONF_ENV_FILE: '/dev/null',
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'enabled_plugins'),
    RABBITMQ_GENERATED_CONFIG_DIR: join(folder, 'generated'),
    RABBITMQ_MNESIA_BASE: join(folder, 'mnesia'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_LOGS: '-',
  };
}

async function ports() {
  return {
    RABBITMQ_NODENAME: 'cambio@localhost',
    RABBITMQ_DIST_PORT: String(await freePort()),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
    ERL_EPMD_PORT: String(await freePort()),
    ERL_EPMD_ADDRESS: '127.0.0.1',
  };
}
