import { expect } from 'chai';
import { createTokenReader } from '../../src/token/read.ts';

/** A token whose payload has `depth` objects inside each other. */
function nested(depth: number): string {
  const payload = Array.from({ length: depth - 1 }).reduce<string>((inner) => `{"a":${inner}}`, '{}');
  const parts = ['{"alg":"RS256"}', payload, 'signature'];
  return parts.map((part) => Buffer.from(part).toString('base64url')).join('.');
}

describe('nesting of a payload', () => {
  for (const [limit, name] of [
    [undefined, 'by default 16'],
    [32, '32 where that is set'],
    [1, '1 where that is set'],
  ] as const) {
    it(`may be ${name}`, () => {
      const read = createTokenReader(16_384, limit);
      expect(read(nested(limit ?? 16)).ok).to.equal(true);
      const deeper = read(nested((limit ?? 16) + 1));
      expect(deeper.ok || deeper.error.reason).to.equal('nesting_too_deep');
    });
  }
});
