const SCHEME = 'spiffe://';
const MAX_ID = 2048;
const MAX_TRUST_DOMAIN = 255;

const TRUST_DOMAIN = /^[a-z0-9._-]+$/;
const PATH_SEGMENT = /^[A-Za-z0-9._-]+$/;

/**
 * The trust domain of a SPIFFE ID, or `undefined` when the text is not one (SPIFFE-ID §2): no user, port, query or
 * fragment, no percent-encoding, lower-case domain, no empty or dot segments, no slash at the end, 2048 bytes at most.
 */
export function trustDomainOf(id: string): string | undefined {
  if (!id.startsWith(SCHEME) || id.length > MAX_ID) return undefined;
  const [domain = '', ...path] = id.slice(SCHEME.length).split('/');
  if (!TRUST_DOMAIN.test(domain) || domain.length > MAX_TRUST_DOMAIN) return undefined;
  return path.every(isPathSegment) ? domain : undefined;
}

function isPathSegment(segment: string): boolean {
  return PATH_SEGMENT.test(segment) && segment !== '.' && segment !== '..';
}
