import { z } from 'zod';

const SIZE = /^[1-9]\d{0,8}(B|KiB|MiB)?$/;

const error = 'must be a whole number and a unit (B, KiB, MiB), such as 64KiB';

/** `64KiB`, `1MiB`, `512B` or a bare number of bytes. Read as bytes. */
export const size = z
  .union([z.string().regex(SIZE, { error }), z.int().positive({ error })], { error })
  .transform(bytesOf);

function bytesOf(written: string | number): number {
  if (typeof written === 'number') return written;
  const count = Number.parseInt(written, 10);
  if (written.endsWith('MiB')) return count * 1024 * 1024;
  if (written.endsWith('KiB')) return count * 1024;
  return count;
}
