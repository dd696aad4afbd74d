import { profileOf, SAMPLES } from '@cambio/claims';
import { expect } from 'chai';
import { recognize } from '../../src/whoami/recognize.ts';

/** Samples that fit no provider by what is in them, or that only their source tells. */
const UNKNOWN: ReadonlySet<string> = new Set(['jenkins', 'oidc', 'oidc-sigstore-dex', 'self', 'spiffe-wit']);

/** A sample is named after its provider, with a word for the variant behind it. */
function providerOf(sample: string): string {
  const words = sample.split('-');
  const lengths = words.map((_, index) => words.length - index);
  const names = lengths.map((length) => words.slice(0, length).join('-'));
  return names.find((name) => profileOf(name) !== undefined) ?? sample;
}

describe('recognize', () => {
  for (const [sample, claims] of SAMPLES) {
    const expected = UNKNOWN.has(sample) ? undefined : providerOf(sample);
    it(`takes ${sample} from a file for ${expected ?? 'nobody it knows'}`, () => {
      expect(recognize(claims, 'file')?.provider).to.equal(expected);
    });
  }

  it('goes by the source before the issuer', () => {
    const claims = { ...SAMPLES.get('jenkins') };
    expect(recognize(claims, 'jenkins')?.provider).to.equal('jenkins');
    const own = { ...SAMPLES.get('github-actions'), iss: 'http://127.0.0.1:8081' };
    expect(recognize(own, 'github-actions')?.provider).to.equal('github-actions');
  });

  it('does not believe a source whose tokens are of another kind', () => {
    expect(recognize({ ...SAMPLES.get('gitlab') }, 'github-actions')?.provider).to.equal('gitlab');
  });

  it('knows nobody where nothing is said', () => {
    expect(recognize({}, 'file')).to.equal(undefined);
  });
});
