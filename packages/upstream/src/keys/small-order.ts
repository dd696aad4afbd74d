import type { JsonValue } from '@cambio/oauth';

/**
 * The y coordinates of the eight points of Ed25519 whose order divides 8, each in every encoding of 32 octets, little
 * endian, without the sign bit. A signature under such a key proves nothing: anybody can make one.
 */
const SMALL_ORDER: ReadonlySet<string> = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
]);

/** Whether the `x` of an Ed25519 JWK (RFC 8037 §2) is a point of small order. */
export function isSmallOrder(x: JsonValue | undefined): boolean {
  if (typeof x !== 'string') return false;
  const point = Buffer.from(x, 'base64url');
  point[31] = (point[31] ?? 0) & 0x7f;
  return SMALL_ORDER.has(point.toString('hex'));
}
