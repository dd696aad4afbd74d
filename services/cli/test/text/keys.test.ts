import { expect } from 'chai';
import { eventsText, keysText } from '../../src/text/keys.ts';
import { spanText } from '../../src/text/span.ts';
import { PLAIN } from '../../src/text/style.ts';

const MINUTE = 60_000;

describe('keys as text', () => {
  it('stand by algorithm and state, with what becomes of them', () => {
    const common = { algorithm: 'ES256', createdAt: 0 };
    const text = keysText(
      [
        { ...common, kid: 'r', state: 'retired', retiredAt: 5 * MINUTE, changesAt: 25 * MINUTE },
        {
          ...common,
          kid: 'n',
          state: 'next',
          createdAt: 5 * MINUTE,
          readyAt: 65 * MINUTE,
          changesAt: 3005 * MINUTE,
        },
        { ...common, kid: 'a', state: 'active', activatedAt: 5 * MINUTE, changesAt: 3005 * MINUTE },
        { ...common, kid: 'x\u001b[31m', algorithm: 'EdDSA', state: 'active', changesAt: 1 },
      ],
      10 * MINUTE,
      PLAIN,
    );
    expect(text.split('\n')).to.deep.equal([
      'EdDSA  active   x\\u{1b}[31m  signs since 10m ago  rotates about now',
      'ES256  active   a            signs since 5m ago   rotates in 2d',
      'ES256  next     n            published 5m ago     signs in 2d, on demand in 55m',
      'ES256  retired  r            retired 5m ago       unpublished in 15m',
      '',
    ]);
  });

  it('say what happened to them', () => {
    const text = eventsText([{ event: 'revoked', kid: 'k', algorithm: 'ES256' }], PLAIN);
    expect(text).to.equal('✓ revoked: ES256 k\n');
  });

  for (const [milliseconds, text] of [
    [-5, '0s'],
    [59_400, '59s'],
    [60_000, '1m'],
    [59 * MINUTE, '59m'],
    [60 * MINUTE, '1h'],
    [47 * 60 * MINUTE, '1d'],
  ] as const) {
    it(`take ${milliseconds} ms for ${text}`, () => {
      expect(spanText(milliseconds)).to.equal(text);
    });
  }
});
