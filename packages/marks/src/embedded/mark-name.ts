import { hash } from 'node:crypto';
import type { EpochSeconds } from '@cambio/oauth';

const TIME_LENGTH = 4;

/** Bytes of a name. */
export const NAME_LENGTH = TIME_LENGTH + 32;

/**
 * What a mark is called in the file. A key comes in any length and may name a token: what is kept of it is its SHA-256. In front
 * stands the time it states: tokens that are used one after the other state about the same, so that their marks lie side
 * by side. By their digests alone they would lie on as many pages as they are, and a commit writes whole pages.
 */
export function markName(key: string, stated: EpochSeconds = 0): Buffer {
  const time = Buffer.alloc(TIME_LENGTH);
  time.writeUInt32BE(stated >>> 0);
  return Buffer.concat([time, hash('sha256', key, 'buffer')]);
}
