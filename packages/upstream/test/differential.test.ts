import { generateKeyPairSync, sign } from 'node:crypto';
import { type JsonObject, TokenType } from '@cambio/oauth';
import { expect } from 'chai';
import fc from 'fast-check';
import { CompactSign, createLocalJWKSet, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { DeclaredIssuer } from '../src/index.ts';
import { AUDIENCE, declare, ISSUER, NOW, verifierOf } from './fixture.ts';
import { jwkOf } from './jwk.ts';

const PAIRS = {
  rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  otherRsa: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  p256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  p384: generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  p521: generateKeyPairSync('ec', { namedCurve: 'P-521' }),
  ed: generateKeyPairSync('ed25519'),
};

type PairName = keyof typeof PAIRS;

/** Pairs with the algorithms they can sign with. */
const SIGNERS: readonly (readonly [PairName, string])[] = [
  ['rsa', 'RS256'],
  ['rsa', 'RS384'],
  ['rsa', 'PS256'],
  ['rsa', 'PS512'],
  ['otherRsa', 'RS256'],
  ['p256', 'ES256'],
  ['p384', 'ES384'],
  ['p521', 'ES512'],
  ['ed', 'EdDSA'],
  ['ed', 'Ed25519'],
];

const ALGORITHMS = [
  'RS256',
  'RS384',
  'PS256',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const;

/** One published set: some keys bound to an algorithm, a use or operations, some without a name, one name twice. */
const JWKS: readonly JsonObject[] = [
  jwkOf(PAIRS.rsa.publicKey, { kid: 'rsa' }),
  jwkOf(PAIRS.rsa.publicKey, { kid: 'rsa-ps', alg: 'PS256' }),
  jwkOf(PAIRS.rsa.publicKey, { kid: 'rsa-enc', use: 'enc' }),
  jwkOf(PAIRS.rsa.publicKey, { kid: 'rsa-sign', key_ops: ['sign'] }),
  jwkOf(PAIRS.otherRsa.publicKey, { kid: 'twice' }),
  jwkOf(PAIRS.rsa.publicKey, { kid: 'twice' }),
  jwkOf(PAIRS.p256.publicKey, { kid: 'p256', alg: 'ES256' }),
  jwkOf(PAIRS.p384.publicKey, { kid: 'p384', use: 'sig' }),
  jwkOf(PAIRS.p521.publicKey),
  jwkOf(PAIRS.ed.publicKey, { kid: 'ed' }),
  jwkOf(PAIRS.ed.publicKey, { kid: 'eddsa', alg: 'EdDSA' }),
];

const ISSUER_DOCUMENT: DeclaredIssuer = declare({
  algorithms: ALGORITHMS,
  keys: { kind: 'jwks', keys: JWKS },
  maxAge: 600,
});

const joseKeys: JWTVerifyGetKey = createLocalJWKSet(JSON.parse(JSON.stringify({ keys: JWKS })));

async function joseAccepts(token: string): Promise<boolean> {
  try {
    await jwtVerify(token, joseKeys, {
      issuer: ISSUER,
      audience: AUDIENCE,
      algorithms: [...ALGORITHMS],
      clockTolerance: 30,
      currentDate: new Date(NOW * 1000),
      maxTokenAge: 600,
      requiredClaims: ['sub', 'exp'],
    });
    return true;
  } catch {
    return false;
  }
}

const verifier = verifierOf(ISSUER_DOCUMENT);

async function weAccept(token: string): Promise<boolean> {
  return (await verifier.verify(token, TokenType.jwt, NOW)).ok;
}

/** Values that a claim or a header member may be set to; `undefined` leaves it out. */
const odd = fc.constantFrom<unknown>(
  undefined,
  null,
  0,
  -1,
  '',
  'x',
  [],
  {},
  true,
  NOW,
  String(NOW),
  NOW + 0.5,
  1e300,
);
const time = fc.oneof(fc.integer({ min: NOW - 1000, max: NOW + 1000 }), odd);

const claimsArbitrary = fc.record({
  iss: often(ISSUER, odd),
  sub: often('job', odd),
  aud: often(AUDIENCE, fc.oneof(odd, fc.constantFrom([AUDIENCE], [AUDIENCE, 'other'], ['other']))),
  iat: often(NOW, time),
  exp: often(NOW + 300, time),
  nbf: often(undefined, time),
  jti: often('a', odd),
});

const headerArbitrary = fc.record({
  kid: fc.constantFrom<unknown>(
    undefined,
    'rsa',
    'rsa-ps',
    'rsa-enc',
    'rsa-sign',
    'twice',
    'p256',
    'p384',
    'ed',
    'eddsa',
    'none',
    7,
  ),
  typ: often('JWT', fc.constantFrom<unknown>(undefined, 'at+jwt', 'application/jwt', 'dpop+jwt', 7)),
  b64: often(undefined, odd),
  crit: often(undefined, fc.constantFrom<unknown>([], ['b64'], ['exp'], 'b64')),
});

function often(usual: unknown, otherwise: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 7, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: otherwise });
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** Signs whatever header and payload say, which no library would. */
function forge(pair: PairName, alg: string, header: object, payload: object): string {
  const input = `${encode({ ...header, alg })}.${encode(payload)}`;
  const key = PAIRS[pair].privateKey;
  const hash = /\d{3}$/.exec(alg)?.[0];
  const pss = alg.startsWith('PS') ? { padding: 6, saltLength: -1 } : {};
  const signature = sign(pair === 'ed' ? null : `sha${hash}`, Buffer.from(input), {
    key,
    dsaEncoding: 'ieee-p1363',
    ...pss,
  });
  return `${input}.${signature.toString('base64url')}`;
}

describe('beside jose', () => {
  for (const [pair, alg] of SIGNERS) {
    it(`accepts a good token signed with ${alg} by ${pair} exactly when jose does`, async () => {
      const payload = { iss: ISSUER, sub: 'job', aud: AUDIENCE, iat: NOW, exp: NOW + 300 };
      for (const kid of [undefined, ...JWKS.map((jwk) => jwk.kid)]) {
        const compact = await new CompactSign(Buffer.from(JSON.stringify(payload)))
          .setProtectedHeader({ alg, ...(typeof kid === 'string' ? { kid } : {}) })
          .sign(PAIRS[pair].privateKey);
        expect(await weAccept(compact), `kid ${kid}`).to.equal(await joseAccepts(compact));
      }
    });
  }

  it('refuses whatever jose refuses', async () => {
    let accepted = 0;
    const signer = fc.constantFrom(...SIGNERS);
    await fc.assert(
      fc.asyncProperty(signer, headerArbitrary, claimsArbitrary, async ([pair, alg], header, payload) => {
        const token = forge(pair, alg, header, payload);
        if (!(await weAccept(token))) return;
        accepted++;
        expect(await joseAccepts(token), token).to.equal(true);
      }),
      { numRuns: 3000 },
    );
    expect(accepted, 'tokens that both accept').to.be.greaterThan(50);
  });

  it('refuses whatever jose refuses of texts that are nearly tokens', async () => {
    const genuine = forge(
      'rsa',
      'RS256',
      { kid: 'rsa' },
      { iss: ISSUER, sub: 'job', aud: AUDIENCE, iat: NOW, exp: NOW + 300 },
    );
    expect(await weAccept(genuine)).to.equal(true);
    const change = fc.tuple(
      fc.nat(genuine.length - 1),
      fc.nat(2),
      fc.string({ unit: 'binary', maxLength: 2 }),
    );
    await fc.assert(
      fc.asyncProperty(change, async ([at, cut, text]) => {
        const token = genuine.slice(0, at) + text + genuine.slice(at + cut);
        if (await weAccept(token)) expect(await joseAccepts(token)).to.equal(true);
      }),
      { numRuns: 1000 },
    );
  });
});
