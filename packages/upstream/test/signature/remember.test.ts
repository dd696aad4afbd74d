import { generateKeyPairSync } from 'node:crypto';
import { expect } from 'chai';
import { algorithmNamed } from '../../src/signature/algorithms.ts';
import type { SignatureCheck } from '../../src/signature/check.ts';
import { rememberHeld } from '../../src/signature/remember.ts';

const algorithm = algorithmNamed('ES256') ?? expect.fail('ES256 is in the table');
const [key, otherKey] = [0, 1].map(() => generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey);

describe('rememberHeld', () => {
  for (const [where, answer] of [
    ['inline', (holds: boolean) => holds],
    ['pooled', async (holds: boolean) => holds],
  ] as const) {
    /** What holds is what `good` signed; counts how often it is asked. */
    function counting(size: number) {
      const asked: string[] = [];
      const check: SignatureCheck = (_algorithm, _key, input, signature) => {
        asked.push(input);
        return answer(signature === 'good');
      };
      const remembering = rememberHeld(check, size);
      return {
        asked,
        ask: async (input: string, signature = 'good', by = key) =>
          remembering(algorithm, by ?? expect.fail('there is a key'), input, signature),
      };
    }

    it(`${where}: checks what held once`, async () => {
      const { ask, asked } = counting(2);
      expect([await ask('a'), await ask('a')]).to.deep.equal([true, true]);
      expect(asked).to.deep.equal(['a']);
    });

    it(`${where}: checks again what did not hold, another input, signature or key`, async () => {
      const { ask, asked } = counting(9);
      await ask('a');
      expect(await ask('a', 'bad')).to.equal(false);
      expect(await ask('a', 'bad')).to.equal(false);
      expect(await ask('b')).to.equal(true);
      expect(await ask('a', 'good', otherKey)).to.equal(true);
      expect(asked).to.deep.equal(['a', 'a', 'a', 'b', 'a']);
    });

    it(`${where}: forgets what it has no room for, the oldest first`, async () => {
      const { ask, asked } = counting(2);
      for (const input of ['a', 'b', 'c', 'b', 'a']) await ask(input);
      expect(asked).to.deep.equal(['a', 'b', 'c', 'a']);
    });
  }
});
