import type { PresentedRequest } from './credentials.ts';

/**
 * What a request of the Fetch standard brought: Hono, Deno, Bun, workers at the edge. Such a request does not show the
 * client's certificate: whoever knows it adds it. Nor is the body read.
 */
export function presentedRequest({ method, url, headers }: Request): PresentedRequest {
  const { pathname, search } = new URL(url);
  const authorization = headers.get('authorization');
  const dpop = headers.get('dpop');
  return {
    method,
    target: pathname + search,
    ...(authorization !== null && { authorization }),
    ...(dpop !== null && { dpop }),
  };
}
