import { constants, createECDH, type KeyObject, privateEncrypt, randomBytes } from 'node:crypto';

/** The curves by their order (FIPS 186-5, SP 800-186): `node:crypto` signs messages, and a digest is what Transit is sent. */
const CURVES = {
  'P-256': {
    name: 'prime256v1',
    size: 32,
    order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  },
  'P-384': {
    name: 'secp384r1',
    size: 48,
    order:
      0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  },
} as const;

/** An ECDSA signature over a digest, as `r || s` (FIPS 186-5 §6.4.1). */
export function signDigestEcdsa(digest: Buffer, key: KeyObject): Buffer {
  const { crv, d = '' } = key.export({ format: 'jwk' });
  const { name, size, order } = CURVES[crv === 'P-384' ? 'P-384' : 'P-256'];
  const secret = numberOf(Buffer.from(d, 'base64url'));
  const once = (numberOf(randomBytes(size + 8)) % (order - 1n)) + 1n;
  const point = createECDH(name);
  point.setPrivateKey(bytesOf(once, size));
  const r = numberOf(point.getPublicKey().subarray(1, 1 + size)) % order;
  const s = (power(once, order - 2n, order) * (numberOf(digest) + r * secret)) % order;
  return Buffer.concat([bytesOf(r, size), bytesOf(s, size)]);
}

/** What stands before a SHA-256 digest in a PKCS #1 v1.5 signature (RFC 8017 §9.2). */
const SHA256_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');

export function signDigestRsa(digest: Buffer, key: KeyObject): Buffer {
  return privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, Buffer.concat([SHA256_INFO, digest]));
}

function numberOf(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString('hex')}`);
}

function bytesOf(number: bigint, size: number): Buffer {
  return Buffer.from(number.toString(16).padStart(2 * size, '0'), 'hex');
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}
