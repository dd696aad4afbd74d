/** One request on its way: the first, or one that a redirect led to. Its body is whole, so that it can be sent again. */
export interface Hop {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly body?: ArrayBuffer;
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Headers that speak for somebody, and go to nobody else. */
const CREDENTIALS = ['authorization', 'cookie', 'dpop', 'proxy-authorization'];

/** Where an answer leads, if anywhere. To another origin no credential comes along (Fetch §4.4). */
export function nextHop(hop: Hop, { status, headers: answered }: Response): Hop | undefined {
  const location = answered.get('location');
  if (!REDIRECTS.has(status) || location === null) return undefined;
  if (!URL.canParse(location, hop.url.href)) throw new TypeError('a redirect leads nowhere');
  const url = new URL(location, hop.url);
  if (!/^https?:$/.test(url.protocol)) throw new TypeError('a redirect leads off HTTP');

  const headers = new Headers(hop.headers);
  if (url.origin !== hop.url.origin) for (const name of CREDENTIALS) headers.delete(name);
  if (!becomesGet(hop.method, status)) return { ...hop, url, headers };
  for (const name of [...headers.keys()]) if (name.startsWith('content-')) headers.delete(name);
  return { url, method: 'GET', headers };
}

function becomesGet(method: string, status: number): boolean {
  return status === 303 ? method !== 'GET' && method !== 'HEAD' : method === 'POST' && status < 303;
}
