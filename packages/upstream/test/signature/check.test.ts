import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { CompactSign } from 'jose';
import { type Algorithm, algorithmNamed } from '../../src/signature/algorithms.ts';
import { checkPooled, createInlineCheck, type SignatureCheck } from '../../src/signature/check.ts';

const checkInline = createInlineCheck(4096);

const RSA = generateKeyPairSync('rsa', { modulusLength: 2048 });
const KEYS = {
  RS256: RSA,
  RS384: RSA,
  RS512: RSA,
  PS256: RSA,
  PS384: RSA,
  PS512: RSA,
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  ES384: generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  ES512: generateKeyPairSync('ec', { namedCurve: 'P-521' }),
  EdDSA: generateKeyPairSync('ed25519'),
  Ed25519: generateKeyPairSync('ed25519'),
};

interface Signed {
  readonly algorithm: Algorithm;
  readonly key: KeyObject;
  readonly input: string;
  readonly signature: Buffer;
}

/** Signed by jose, so that the two implementations check each other. */
async function signed(name: keyof typeof KEYS): Promise<Signed> {
  const algorithm = algorithmNamed(name) ?? expect.fail(`${name} is not in the table`);
  const { privateKey, publicKey } = KEYS[name];
  const jws = await new CompactSign(Buffer.from('{}')).setProtectedHeader({ alg: name }).sign(privateKey);
  const dot = jws.lastIndexOf('.');
  return {
    algorithm,
    key: publicKey,
    input: jws.slice(0, dot),
    signature: Buffer.from(jws.slice(dot + 1), 'base64url'),
  };
}

function encode(bytes: Buffer): string {
  return bytes.toString('base64url');
}

const NAMES = Object.keys(KEYS).filter((name): name is keyof typeof KEYS => name in KEYS);

describe('signature check', () => {
  const checks: readonly (readonly [string, SignatureCheck])[] = [
    ['inline', checkInline],
    ['pooled', checkPooled],
  ];
  for (const [where, check] of checks) {
    for (const name of NAMES) {
      it(`${where}: ${name} holds as signed, and for nothing else`, async () => {
        const { algorithm, key, input, signature } = await signed(name);
        expect(await check(algorithm, key, input, encode(signature))).to.equal(true);
        expect(await check(algorithm, key, `${input}.`, encode(signature))).to.equal(false);
        await fc.assert(
          fc.asyncProperty(
            fc.nat(signature.length - 1),
            fc.integer({ min: 1, max: 255 }),
            async (at, mask) => {
              const changed = Buffer.from(signature);
              changed[at] = (changed[at] ?? 0) ^ mask;
              expect(await check(algorithm, key, input, encode(changed))).to.equal(false);
            },
          ),
          { numRuns: 20 },
        );
      });

      it(`${where}: ${name} refuses any other bytes without throwing`, async () => {
        const { algorithm, key, input, signature } = await signed(name);
        const odd = fc.oneof(
          fc.uint8Array({ maxLength: 600 }),
          fc.uint8Array({ minLength: signature.length, maxLength: signature.length }),
          fc.nat(2 * signature.length).map((length) => new Uint8Array(length)),
        );
        await fc.assert(
          fc.asyncProperty(odd, async (bytes) => {
            expect(await check(algorithm, key, input, encode(Buffer.from(bytes)))).to.equal(false);
          }),
          { numRuns: 30 },
        );
      });
    }
  }

  it('does not let one scheme stand in for another', async () => {
    const pss = await signed('PS256');
    for (const name of ['RS256', 'PS384', 'RS512'] as const) {
      const algorithm = algorithmNamed(name) ?? expect.fail();
      expect(checkInline(algorithm, pss.key, pss.input, encode(pss.signature))).to.equal(false);
    }
  });

  it('refuses ECDSA with zeros, with the order of the group, and in DER', async () => {
    const { algorithm, key, input, signature } = await signed('ES256');
    const order = Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'hex');
    const half = signature.subarray(0, 32);
    const zero = Buffer.alloc(32);
    const odd = [
      [zero, zero],
      [zero, half],
      [half, zero],
      [order, half],
      [half, order],
      [order, order],
    ];
    for (const parts of odd) {
      expect(checkInline(algorithm, key, input, encode(Buffer.concat(parts)))).to.equal(false);
    }
    expect(
      checkInline(algorithm, key, input, encode(Buffer.concat([Buffer.from('3046', 'hex'), signature]))),
    ).to.equal(false);
  });

  it('knows no algorithm that is symmetric, absent, or written otherwise', () => {
    for (const name of ['none', 'HS256', 'rs256', 'RS1', 'ES256K', 'Ed448', 'constructor', '']) {
      expect(algorithmNamed(name)).to.equal(undefined);
    }
  });

  it('reads a modulus with a sign byte in front, as Jenkins writes it', async () => {
    const { algorithm, input, signature, key } = await signed('RS256');
    const jwk = key.export({ format: 'jwk' });
    const n = Buffer.concat([Buffer.alloc(1), Buffer.from(String(jwk.n), 'base64url')]).toString('base64url');
    const padded = createPublicKey({ key: { ...jwk, n }, format: 'jwk' });
    expect(checkInline(algorithm, padded, input, encode(signature))).to.equal(true);
  });
});
