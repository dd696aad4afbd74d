import type { IncomingMessage } from 'node:http';

/** The path a request names, as it is written there. */
export function pathOf({ url = '' }: IncomingMessage): string {
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}
