import { isLoopback } from '@cambio/oauth';
import { z } from 'zod';

/**
 * The gateway's public URL. It is compared as an exact string by everybody who verifies a token, so only one
 * spelling is accepted: lower-case scheme and host, no default port, no trailing slash, no `.` segments,
 * no user, query or fragment (RFC 8414 §2). A path is allowed. `http` is for loopback addresses alone.
 */
export const issuer = z.string().superRefine((text, context) => {
  const defect = issuerDefect(text);
  if (defect !== undefined) context.addIssue({ code: 'custom', message: defect });
});

function issuerDefect(text: string): string | undefined {
  if (!URL.canParse(text)) return 'must be an absolute URL';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must be an https URL';
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    return 'must be https: http is for loopback alone';
  if (url.username !== '' || url.password !== '') return 'must not hold a user or password';
  if (/[?#]/.test(text)) return 'must not have a query or fragment';
  if (text.endsWith('/')) return 'must not end in a slash';
  const canonical = url.pathname === '/' ? url.origin : url.origin + url.pathname;
  if (text !== canonical) return 'must be written as URLs are normalised: lower-case host, no default port';
  return undefined;
}
