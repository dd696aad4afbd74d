import { isIP } from 'node:net';
import { mayDial } from './address.ts';
import { FetchError } from './failure.ts';

/**
 * Reads a URL that a document may be fetched from: https without user or password; http only where private networks
 * are allowed, and then the dial goes to this machine alone. Throws a `FetchError`.
 */
export function checkUrl(text: string, allowPrivateNetwork: boolean): URL {
  const url = URL.parse(text);
  if (url === null) throw new FetchError('forbidden_url', 'not a URL');
  const clear = url.protocol === 'http:' && allowPrivateNetwork;
  if (url.protocol !== 'https:' && !clear) throw new FetchError('forbidden_url', 'not https');
  if (url.username !== '' || url.password !== '')
    throw new FetchError('forbidden_url', 'holds a user or password');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // The dial judges addresses again; through a proxy there is no dial here.
  if (isIP(host) !== 0 && !mayDial(host, url.protocol, allowPrivateNetwork)) {
    throw new FetchError('forbidden_address', `${host} may not be dialled`);
  }
  return url;
}
