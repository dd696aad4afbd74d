/** A page that stands alone, or one that the first has in a frame while it renews its token. */
export type Framing = 'alone' | 'framed';

/**
 * What the console's pages may do: load this gateway's own files and talk to it, and nothing else. No inline script, no
 * markup from text (trusted types: their one policy knows one address, the compiler's), nobody else's frame. Styles that
 * scripts make carry the nonce: the editor makes some.
 */
export function contentPolicy(nonce: string, framing: Framing): string {
  return Object.entries({
    'default-src': "'none'",
    'script-src': "'self'",
    'worker-src': "'self'",
    'style-src': `'self' 'nonce-${nonce}'`,
    'img-src': "'self'",
    'font-src': "'self'",
    'connect-src': "'self'",
    'base-uri': "'self'",
    'form-action': "'self'",
    ...(framing === 'framed'
      ? { 'frame-ancestors': "'self'" }
      : { 'frame-src': "'self'", 'frame-ancestors': "'none'" }),
    'require-trusted-types-for': "'script'",
    'trusted-types': 'cambio-compiler',
  })
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');
}

/** What a file may do that runs in a thread of its own: nothing but what it is given. It can ask no address. */
export const THREAD_POLICY = "default-src 'none'; script-src 'self'";
