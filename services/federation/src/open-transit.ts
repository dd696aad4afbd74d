import { readFile } from 'node:fs/promises';
import { type TransitKeeper, type TransitOptions, transitKeeper } from '@cambio/mint';
import { err, ok, type Result } from '@cambio/oauth';
import type { Settings } from '@cambio/settings';
import { createPoll } from './jobs/poll.ts';
import type { StartFailure } from './start-failure.ts';
import type { Surroundings } from './surroundings.ts';

type TransitSettings = NonNullable<Settings['keys']['transit']>;

/** Milliseconds between two looks whether the log-in has to be renewed. */
const KEEP_ALIVE = 5000;

/** Sets up the signer outside, and stays logged in until `closing`. Says nothing to it yet. */
export async function openTransit(
  { url, mount, namespace, ca: path, timeout, keys, auth }: TransitSettings,
  { log, now }: Surroundings,
  closing: AsyncDisposableStack,
): Promise<Result<TransitKeeper, StartFailure>> {
  const ca = path === undefined ? ok(undefined) : await readCa(path);
  if (!ca.ok) return ca;
  const keeper = transitKeeper({
    url,
    mount,
    ...(namespace !== undefined && { namespace }),
    ...(ca.value !== undefined && { ca: ca.value }),
    timeout: timeout * 1000,
    keys,
    auth: authOf(auth),
    now,
    onFault: ({ detail }) => log.error({ detail }, 'signer failed'),
  });
  closing.defer(() => keeper.close());
  const staying = createPoll(() => keeper.keepAlive(), KEEP_ALIVE);
  staying.start();
  closing.defer(() => staying.stop());
  return ok(keeper);
}

function authOf({
  method,
  mount = method,
  role = '',
  file,
}: TransitSettings['auth']): TransitOptions['auth'] {
  return method === 'token' ? { method, file } : { method, mount, role, file };
}

async function readCa(path: string): Promise<Result<string, StartFailure>> {
  try {
    return ok(await readFile(path, 'utf8'));
  } catch {
    const detail = `${path} cannot be read`;
    return err({ part: 'signing keys', cause: { reason: 'signer_unavailable', detail } });
  }
}
