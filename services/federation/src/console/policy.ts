/** A page that stands alone, or one that the first has in a frame while it renews its token. */
export type Framing = 'alone' | 'framed';

/**
 * What the console's pages may do: load this gateway's own files and talk to it, and nothing else. No inline script, no
 * markup from text (trusted types), nobody else's frame. Styles that scripts make carry the nonce: the editor makes some.
 */
export function contentPolicy(nonce: string, framing: Framing): string {
  return Object.entries({
    'default-src': "'none'",
    'script-src': "'self'",
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
    'trusted-types': "'none'",
  })
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');
}
