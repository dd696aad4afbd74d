import { expect } from 'chai';
import { createDecoder } from '../../src/token/base64url.ts';
import { createHeaderReader, type HeaderReader } from '../../src/token/header.ts';

function createReader(): (text: string) => ReturnType<HeaderReader> {
  const read = createHeaderReader(createDecoder(4096));
  return (text) => read(Buffer.from(text).toString('base64url'));
}

const read = createReader();

function readMembers(members: object) {
  return read(JSON.stringify(members));
}

describe('header reader', () => {
  it('keeps what matters and drops what carries keys', () => {
    const header = readMembers({
      alg: 'ES256',
      kid: 'a',
      typ: 'JWT',
      jku: 'https://evil.test',
      jwk: {},
      x5c: [],
      x5u: '',
    });
    if (!header.ok) expect.fail(header.error.detail);
    expect(Object.keys(header.value)).to.have.members(['typ', 'algorithm', 'kid']);
    expect(header.value.algorithm.name).to.equal('ES256');
  });

  for (const [typ, expected] of [
    ['JWT', 'jwt'],
    ['application/JWT', 'jwt'],
    ['APPLICATION/at+jwt', 'at+jwt'],
    ['dpop+jwt', 'dpop+jwt'],
    [undefined, undefined],
  ] as const) {
    it(`takes typ ${typ} for ${expected}`, () => {
      const header = readMembers({ alg: 'RS256', typ });
      expect(header.ok && header.value.typ).to.equal(expected);
    });
  }

  const refused: readonly (readonly [object, string])[] = [
    [{ alg: 'RS256', crit: ['x'], x: 1 }, 'critical_header'],
    [{ alg: 'RS256', crit: [] }, 'critical_header'],
    [{ alg: 'RS256', crit: ['alg'] }, 'critical_header'],
    [{ alg: 'RS256', crit: ['absent'] }, 'critical_header'],
    [{ alg: 'RS256', crit: null }, 'critical_header'],
    [{ alg: 'RS256', b64: false }, 'critical_header'],
    [{ alg: 'RS256', b64: false, crit: ['b64'] }, 'critical_header'],
    [{ alg: 'RS256', b64: true }, 'critical_header'],
    [{}, 'unsupported_algorithm'],
    [{ alg: null }, 'unsupported_algorithm'],
    [{ alg: ['RS256'] }, 'unsupported_algorithm'],
    [{ alg: 'none' }, 'unsupported_algorithm'],
    [{ alg: 'nOnE' }, 'unsupported_algorithm'],
    [{ alg: 'rs256' }, 'unsupported_algorithm'],
    [{ alg: 'HS256' }, 'unsupported_algorithm'],
    [{ alg: 'ES256K' }, 'unsupported_algorithm'],
    [{ alg: 'PBES2-HS256+A128KW', p2c: 2_000_000_000 }, 'unsupported_algorithm'],
    [{ alg: 'toString' }, 'unsupported_algorithm'],
    [{ alg: 'RS256', typ: 7 }, 'malformed_token'],
    [{ alg: 'RS256', typ: null }, 'malformed_token'],
    [{ alg: 'RS256', kid: 7 }, 'malformed_token'],
    [{ alg: 'RS256', kid: { a: 1 } }, 'malformed_token'],
  ];
  for (const [members, reason] of refused) {
    it(`refuses ${JSON.stringify(members)}`, () => {
      const header = readMembers(members);
      expect(header.ok ? undefined : header.error.reason).to.equal(reason);
    });
  }

  it('gives the same answer when a header comes again', () => {
    const again = createReader();
    for (const text of ['{"alg":"RS256","kid":"a"}', '{"alg":"none"}']) {
      expect(again(text)).to.deep.equal(again(text));
    }
  });

  it('goes on after more headers than it can remember', () => {
    const fresh = createReader();
    for (let kid = 0; kid < 600; kid++) {
      const header = fresh(JSON.stringify({ alg: 'RS256', kid: String(kid) }));
      expect(header.ok && header.value.kid).to.equal(String(kid));
    }
  });
});
