import { ok } from '@cambio/oauth';
import { expect } from 'chai';
import fc from 'fast-check';
import { checkDpopProof, createDpopKey, createNonces, type DpopKey, makeDpopProof } from '../src/index.ts';
import { NOW, TOKEN_URL } from './signed-proof.ts';

const SECRET = Uint8Array.from({ length: 32 }, (_, index) => index);
const LIFETIME = 120;

function noncesAt(now: number, secret = SECRET) {
  return createNonces({ secret, now: () => now, lifetime: LIFETIME });
}

describe('createNonces', () => {
  it('DP-11 makes on every replica the nonces that every replica accepts', async () => {
    const [one, other] = [noncesAt(NOW), noncesAt(NOW, SECRET.slice())];
    expect(await one.current()).to.equal(await other.current());
    expect(await other.check(await one.current())).to.equal(true);
  });

  const ages: readonly (readonly [string, number, boolean])[] = [
    ['at the end of its step', LIFETIME - 1, true],
    ['in the next step', LIFETIME, true],
    ['at the end of the next step', 2 * LIFETIME - 1, true],
    ['after that', 2 * LIFETIME, false],
    ['long after that', 1000 * LIFETIME, false],
    ['on a replica that is a little behind', -1, true],
    ['before it could have been made', -LIFETIME - 1, false],
  ];
  for (const [name, age, accepted] of ages) {
    it(`DP-11 ${accepted ? 'accepts' : 'refuses'} a nonce ${name}`, async () => {
      const made = NOW - (NOW % LIFETIME);
      const nonce = await noncesAt(made).current();
      expect(await noncesAt(made + age).check(nonce)).to.equal(accepted);
    });
  }

  it('DP-11 hands out another nonce for each step', async () => {
    const handedOut = [0, 1, 2].map((steps) => noncesAt(NOW + steps * LIFETIME).current());
    expect(new Set(await Promise.all(handedOut)).size).to.equal(3);
  });

  it('DP-11 refuses nonces of another secret', async () => {
    const foreign = await noncesAt(NOW, new Uint8Array(32)).current();
    expect(await noncesAt(NOW).check(foreign)).to.equal(false);
  });

  it('DP-11 refuses whatever is guessed', async () => {
    const nonces = noncesAt(NOW);
    const current = await nonces.current();
    const near = fc.constantFrom(
      ...['', current.slice(1), `${current}=`, `${current} `, current.toUpperCase(), `${current}A`],
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), fc.base64String(), near), async (guess) => {
        expect(await nonces.check(guess)).to.equal(guess === current);
      }),
      { numRuns: 200 },
    );
  });

  it('uses only characters a nonce may have (RFC 9449 §8.1)', async () => {
    expect(await noncesAt(NOW).current()).to.match(/^[A-Za-z0-9_-]{43}$/);
  });

  it('takes no short secret and no lifetime that never ends a step', () => {
    expect(() => noncesAt(NOW, SECRET.slice(1))).to.throw(TypeError);
    for (const lifetime of [0, -1, Number.NaN]) {
      expect(() => createNonces({ secret: SECRET, now: () => NOW, lifetime })).to.throw(TypeError);
    }
  });
});

describe('a proof with a nonce', () => {
  const nonces = noncesAt(NOW);
  let key: DpopKey;

  before(async () => {
    key = await createDpopKey();
  });

  async function reasonFor(required: boolean, nonce: string | undefined, marks: string[] = []) {
    const request = { key, method: 'POST', url: TOKEN_URL, now: NOW, jti: 'a' };
    const proof = await makeDpopProof({ ...request, ...(nonce !== undefined && { nonce }) });
    const checked = await checkDpopProof({
      ...{ proof, method: 'POST', url: TOKEN_URL, now: NOW },
      nonce: { nonces, required },
      reserve: async (mark) => {
        marks.push(mark);
        return ok('reserved');
      },
    });
    return checked.ok ? 'accepted' : checked.error.reason;
  }

  const stale = () => noncesAt(NOW - 3 * LIFETIME).current();
  const cases: readonly (readonly [string, boolean, () => Promise<string | undefined>, string])[] = [
    ['DP-10 none where one is required', true, async () => undefined, 'nonce_missing'],
    ['DP-23 an empty one where one is required', true, async () => '', 'nonce_stale'],
    ['DP-11 the current one where one is required', true, () => nonces.current(), 'accepted'],
    ['DP-11 an old one where one is required', true, stale, 'nonce_stale'],
    ['DP-11 none where it may be left out', false, async () => undefined, 'accepted'],
    ['DP-11 the current one where it may be left out', false, () => nonces.current(), 'accepted'],
    ['DP-11 an old one where it may be left out', false, stale, 'nonce_stale'],
    ['DP-11 a guessed one where it may be left out', false, async () => 'guessed', 'nonce_stale'],
  ];
  for (const [name, required, nonce, outcome] of cases) {
    it(`${name}: ${outcome}`, async () => {
      expect(await reasonFor(required, await nonce())).to.equal(outcome);
    });
  }

  it('DP-23 is always demanded of a client that never sends one', async () => {
    for (let request = 0; request < 3; request++) {
      expect(await reasonFor(true, undefined)).to.equal('nonce_missing');
    }
  });

  it('DP-11 marks nothing for a nonce that is refused, so that the same jti may come again', async () => {
    const marks: string[] = [];
    await reasonFor(true, undefined, marks);
    await reasonFor(true, 'guessed', marks);
    expect(marks).to.deep.equal([]);
    expect(await reasonFor(true, await nonces.current(), marks)).to.equal('accepted');
  });
});
