import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import fc from 'fast-check';
import { calculateJwkThumbprint } from 'jose';
import { checkDpopProof, PROOF_ALGORITHMS, type ProofCheck, type Reserve } from '../src/index.ts';
import {
  type CallerKey,
  type Changes,
  callerKey,
  encode,
  forgedProof,
  NOW,
  signedProof,
  TOKEN_URL,
} from './signed-proof.ts';

/** Marks in memory, and what was asked of them. */
function marks(): { readonly reserve: Reserve; readonly untils: Map<string, number> } {
  const untils = new Map<string, number>();
  return {
    untils,
    reserve: async (key, until) => {
      if (untils.has(key)) return ok('exists');
      untils.set(key, until);
      return ok('reserved');
    },
  };
}

function check(proof: string, changes: Partial<ProofCheck> = {}) {
  return checkDpopProof({
    proof,
    method: 'POST',
    url: TOKEN_URL,
    now: NOW,
    reserve: marks().reserve,
    ...changes,
  });
}

async function reasonFor(proof: string, changes: Partial<ProofCheck> = {}): Promise<string> {
  const checked = await check(proof, changes);
  return checked.ok ? 'accepted' : checked.error.reason;
}

describe('checkDpopProof', () => {
  let key: CallerKey;
  let rsa: CallerKey;

  before(async () => {
    key = await callerKey('ES256');
    rsa = await callerKey('RS256');
  });

  for (const algorithm of PROOF_ALGORITHMS) {
    it(`accepts ${algorithm}, and names the key by its thumbprint`, async () => {
      const caller = await callerKey(algorithm);
      const thumbprint = await calculateJwkThumbprint(caller.publicJwk);
      expect(await check(await signedProof(caller))).to.deep.equal(ok(thumbprint));
    });
  }

  it('accepts the example of RFC 9449 §4.1', async () => {
    const example =
      'eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19' +
      '.eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ' +
      '.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg';
    const checked = await check(example, { url: 'https://server.example.com/token', now: 1_562_262_616 });
    expect(checked).to.deep.equal(ok('0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I'));
  });

  describe('the header', () => {
    const refused: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
      ['typ is missing', { typ: undefined }],
      ['typ is JWT', { typ: 'JWT' }],
      ['typ is in capitals', { typ: 'DPOP+JWT' }],
      ['jwk is missing', { jwk: undefined }],
      ['kid stands for jwk', { jwk: undefined, kid: '1' }],
      ['jwk is null', { jwk: null }],
      ['jwk is text', { jwk: '{}' }],
      ['jwk is symmetric', { jwk: { kty: 'oct', k: 'AAAA' } }],
      ['crit is there', { crit: ['urn:example'], 'urn:example': 1 }],
    ];
    for (const [name, header] of refused) {
      it(`is refused where ${name}`, async () => {
        expect(await reasonFor(await signedProof(key, { header }))).to.equal('proof_malformed');
      });
    }

    for (const alg of ['none', 'HS256', 'ES512', 'es256', 'RS1', '', null, undefined]) {
      it(`is refused where alg is ${alg}`, async () => {
        const proof = forgedProof({ typ: 'dpop+jwt', alg, jwk: key.publicJwk });
        expect(await reasonFor(proof)).to.equal('proof_malformed');
      });
    }

    for (const member of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']) {
      it(`is refused where jwk holds ${member}`, async () => {
        const header = { jwk: { ...key.publicJwk, [member]: 'AAAA' } };
        expect(await reasonFor(await signedProof(key, { header }))).to.equal('proof_malformed');
      });
    }

    it('is refused where the key is for another algorithm', async () => {
      for (const alg of PROOF_ALGORITHMS.filter((name) => name !== 'ES256')) {
        const proof = forgedProof({ typ: 'dpop+jwt', alg, jwk: key.publicJwk });
        expect(await reasonFor(proof), alg).to.equal('proof_malformed');
      }
    });

    it('is refused where an RSA key is short', async () => {
      const short = { ...rsa.publicJwk, n: Buffer.alloc(255, 0xff).toString('base64url') };
      expect(await reasonFor(await signedProof(rsa, { header: { jwk: short } }))).to.equal('proof_malformed');
    });

    it('is refused where an RSA key is costly to use', async () => {
      const big = { ...rsa.publicJwk, n: Buffer.alloc(513, 0xff).toString('base64url') };
      expect(await reasonFor(forgedProof({ typ: 'dpop+jwt', alg: 'RS256', jwk: big }))).to.equal(
        'proof_malformed',
      );
      const exponent = { ...rsa.publicJwk, e: Buffer.alloc(256, 0xff).toString('base64url') };
      expect(await reasonFor(forgedProof({ typ: 'dpop+jwt', alg: 'RS256', jwk: exponent }))).to.equal(
        'proof_malformed',
      );
    });

    it('is refused where the point is not on the curve', async () => {
      const jwk = { ...key.publicJwk, y: Buffer.alloc(32, 1).toString('base64url') };
      expect(await reasonFor(await signedProof(key, { header: { jwk } }))).to.equal('proof_malformed');
    });

    it('may hold more than it must', async () => {
      const jwk = { ext: true, use: 'sig', kid: 'a', key_ops: [], alg: 'X', ...key.publicJwk };
      expect(await reasonFor(await signedProof(key, { header: { jwk, kid: 'b' } }))).to.equal('accepted');
    });
  });

  describe('the claims', () => {
    for (const claim of ['jti', 'htm', 'htu', 'iat']) {
      for (const value of [undefined, null, '', [], {}, true]) {
        it(`are refused where ${claim} is ${JSON.stringify(value)}`, async () => {
          const proof = await signedProof(key, { claims: { [claim]: value } });
          expect(await reasonFor(proof)).to.equal('proof_malformed');
        });
      }
    }

    it('are refused where jti is long', async () => {
      expect(await reasonFor(await signedProof(key, { claims: { jti: 'x'.repeat(256) } }))).to.equal(
        'accepted',
      );
      expect(await reasonFor(await signedProof(key, { claims: { jti: 'x'.repeat(257) } }))).to.equal(
        'proof_malformed',
      );
    });

    it('are refused with a nonce that is no text, or long', async () => {
      for (const nonce of [1, null, ['a'], 'x'.repeat(257)]) {
        expect(await reasonFor(await signedProof(key, { claims: { nonce } }))).to.equal('proof_malformed');
      }
      expect(await reasonFor(await signedProof(key, { claims: { nonce: 'any' } }))).to.equal('accepted');
    });

    for (const htm of ['post', 'GET', 'POST ']) {
      it(`are refused where htm is ${JSON.stringify(htm)}`, async () => {
        expect(await reasonFor(await signedProof(key, { claims: { htm } }))).to.equal('proof_mismatch');
      });
    }

    it('are refused where htu is another URL', async () => {
      const proof = await signedProof(key, { claims: { htu: 'https://tokens.example/sts/revoke' } });
      expect(await reasonFor(proof)).to.equal('proof_mismatch');
    });

    const times = [
      [-61, 'proof_stale'],
      [-60.5, 'proof_stale'],
      [-60, 'accepted'],
      [-0.5, 'accepted'],
      [60, 'accepted'],
      [60.5, 'proof_stale'],
      [61, 'proof_stale'],
      [3600, 'proof_stale'],
      [1e300, 'proof_stale'],
    ] as const;
    for (const [offset, outcome] of times) {
      it(`made ${offset} s from now: ${outcome}`, async () => {
        expect(await reasonFor(await signedProof(key, { claims: { iat: NOW + offset } }))).to.equal(outcome);
      });
    }
  });

  describe('the access token', () => {
    // RFC 9449 §7.1
    const accessToken = 'Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU';
    const ath = 'fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo';

    it('is the one that ath names', async () => {
      expect(await reasonFor(await signedProof(key, { claims: { ath } }), { accessToken })).to.equal(
        'accepted',
      );
    });

    for (const wrong of [undefined, 'fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEp', '']) {
      it(`is refused where ath is ${JSON.stringify(wrong)}`, async () => {
        const proof = await signedProof(key, { claims: { ath: wrong } });
        expect(await reasonFor(proof, { accessToken })).to.equal('proof_mismatch');
      });
    }

    it('is bound to the key of the proof, or it is refused and nothing is marked', async () => {
      const proof = await signedProof(key, { claims: { ath } });
      const { reserve, untils } = marks();
      const other = await calculateJwkThumbprint(rsa.publicJwk);
      const bound = { accessToken, reserve };
      expect(await reasonFor(proof, { ...bound, boundTo: other })).to.equal('proof_mismatch');
      expect(untils.size).to.equal(0);
      const own = await calculateJwkThumbprint(key.publicJwk);
      expect(await reasonFor(proof, { ...bound, boundTo: own })).to.equal('accepted');
    });
  });

  describe('the form', () => {
    it('is one compact JWT', async () => {
      const proof = await signedProof(key);
      const [head, payload, signature] = proof.split('.');
      const malformed = [
        '',
        '.',
        '..',
        'a.b.c',
        `${proof},${proof}`,
        `${proof}, ${proof}`,
        ` ${proof}`,
        `${proof}\n`,
        `${proof}.`,
        `${head}.${payload}`,
        `${head}=.${payload}.${signature}`,
        JSON.stringify({ protected: head, payload, signature }),
        `${head}.${encode([])}.${signature}`,
        `${head}.${Buffer.from('{"jti":"\xff').toString('base64url')}.${signature}`,
      ];
      for (const text of malformed) expect(await reasonFor(text), text).to.equal('proof_malformed');
    });

    it('is not large', async () => {
      const proof = await signedProof(key, { claims: { more: 'x'.repeat(8192) } });
      expect(await reasonFor(proof)).to.equal('proof_malformed');
    });

    it('is signed by the key it holds', async () => {
      const other = await callerKey('ES256');
      const proof = await signedProof(key, { header: { jwk: other.publicJwk } });
      expect(await reasonFor(proof)).to.equal('proof_signature');
    });

    it('is what was signed', async () => {
      const [head, , signature] = (await signedProof(key)).split('.');
      const claims = encode({ jti: 'other', htm: 'POST', htu: TOKEN_URL, iat: NOW });
      expect(await reasonFor(`${head}.${claims}.${signature}`)).to.equal('proof_signature');
      expect(await reasonFor(`${head}.${claims}.`)).to.equal('proof_signature');
    });
  });

  describe('replay', () => {
    it('is refused, at another endpoint too', async () => {
      const { reserve } = marks();
      const proof = await signedProof(key, { claims: { htu: `${TOKEN_URL}?a#b` } });
      expect(await reasonFor(proof, { reserve })).to.equal('accepted');
      expect(await reasonFor(proof, { reserve, now: NOW + 60 })).to.equal('proof_replayed');
      const elsewhere = await signedProof(key, { claims: { htu: 'https://tokens.example/sts/revoke' } });
      const url = 'https://tokens.example/sts/revoke';
      expect(await reasonFor(elsewhere, { reserve, url })).to.equal('proof_replayed');
    });

    it('is by key and jti together', async () => {
      const { reserve } = marks();
      const other = await callerKey('ES256');
      expect(await reasonFor(await signedProof(key), { reserve })).to.equal('accepted');
      expect(await reasonFor(await signedProof(other), { reserve })).to.equal('accepted');
      expect(await reasonFor(await signedProof(key, { claims: { jti: 'b' } }), { reserve })).to.equal(
        'accepted',
      );
    });

    it('is remembered until the proof is too old, for one from the future too', async () => {
      for (const iat of [NOW - 60, NOW, NOW + 60, NOW + 0.5]) {
        const { reserve, untils } = marks();
        await check(await signedProof(key, { claims: { iat } }), { reserve });
        const [until] = untils.values();
        expect(until).to.be.greaterThan(iat + 60);
        expect(Number.isInteger(until)).to.equal(true);
      }
    });

    it('marks nothing for a proof that is refused, and no mark grows with the proof', async () => {
      const { reserve, untils } = marks();
      const changed: Changes[] = [
        { header: { typ: 'JWT' } },
        { claims: { htm: 'GET' } },
        { claims: { htu: 'https://other.example' } },
        { claims: { iat: 0 } },
      ];
      for (const changes of changed) await check(await signedProof(key, changes), { reserve });
      await check(await signedProof(key), { reserve, accessToken: 'x' });
      expect(untils.size).to.equal(0);
      await check(await signedProof(key, { claims: { jti: 'x'.repeat(256) } }), { reserve });
      expect([...untils.keys()][0]).to.have.length(43);
    });

    it('is refused while marks cannot answer', async () => {
      const reserve: Reserve = async () => err('unavailable');
      expect(await reasonFor(await signedProof(key), { reserve })).to.equal('marks_unavailable');
    });
  });

  it('never throws and never passes what nobody signed', async () => {
    const part = fc.oneof(
      fc.base64String(),
      fc.json().map((text) => Buffer.from(text).toString('base64url')),
    );
    const header = fc
      .record({
        typ: fc.constant('dpop+jwt'),
        alg: fc.constantFrom(...PROOF_ALGORITHMS),
        jwk: fc.oneof(fc.object(), fc.constant(key.publicJwk)),
      })
      .map(encode);
    const claims = fc
      .record({ jti: fc.string(), htm: fc.constant('POST'), htu: fc.webUrl(), iat: fc.double() })
      .map(encode);
    const parts = fc
      .tuple(fc.oneof(header, part), fc.oneof(claims, part), part)
      .map((texts) => texts.join('.'));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), parts), async (proof) => {
        expect(await reasonFor(proof)).not.to.equal('accepted');
      }),
      { numRuns: 300 },
    );
  });

  it('tells nothing of the proof in a refusal', async () => {
    const proof = await signedProof(key, { claims: { htm: 'canary', htu: 'https://canary.example' } });
    expect(JSON.stringify(await check(proof))).not.to.include('canary');
  });
});
