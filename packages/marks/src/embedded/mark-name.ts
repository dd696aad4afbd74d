import { hash } from 'node:crypto';
import type { EpochSeconds } from '@cambio/oauth';

/**
 * What a mark is called in the file. A key comes in any length and may name a token: what is kept of it is its SHA-256. In front
 * stands the time it states: tokens that are used one after the other state about the same, so that their marks lie side
 * by side. By their digests alone they would lie on as many pages as they are, and a commit writes whole pages. For the same
 * reason the digest is in base64url, a third shorter than in hexadecimal digits.
 */
export function markName(key: string, stated: EpochSeconds = 0): string {
  const time = (stated >>> 0).toString(16).padStart(8, '0');
  return `${time}-${hash('sha256', key, 'base64url')}`;
}
