import { expect } from 'chai';
import * as upstream from '../src/index.ts';

describe('the package', () => {
  it('exports four functions', () => {
    expect(Object.keys(upstream)).to.have.members([
      'createGuardedClient',
      'createKeyStore',
      'createVerifier',
      'parseStrictJson',
    ]);
  });
});
