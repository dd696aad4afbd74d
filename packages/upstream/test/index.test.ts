import { expect } from 'chai';
import * as upstream from '../src/index.ts';

describe('the package', () => {
  it('exports two functions', () => {
    expect(Object.keys(upstream)).to.have.members(['createKeyStore', 'createVerifier']);
  });
});
