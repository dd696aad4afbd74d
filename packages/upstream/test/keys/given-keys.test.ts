import type { JsonObject } from '@cambio/oauth';
import { expect } from 'chai';
import { createGivenKeys } from '../../src/keys/given-keys.ts';
import { KEY } from '../fixture.ts';

const NEEDS = { algorithms: ['RS256'], use: 'sig' } as const;

describe('given keys', () => {
  it('are imported once, and again when there are others', async () => {
    let jwks: readonly JsonObject[] = [KEY.publicJwk];
    const keys = createGivenKeys(() => jwks, NEEDS);
    const first = keys.current();
    expect(first?.size).to.equal(1);
    expect(keys.current()).to.equal(first);
    expect(await keys.demand()).to.equal(first);
    jwks = [KEY.publicJwk, { ...KEY.publicJwk, kid: 'key-2' }];
    expect(keys.current()?.size).to.equal(2);
  });

  it('are fresh, or missing where none can be used', () => {
    expect(createGivenKeys(() => [KEY.publicJwk], NEEDS).status()).to.include({ state: 'fresh', keys: 1 });
    const bad = createGivenKeys(() => [{ ...KEY.publicJwk, use: 'enc', kid: 'e' }], NEEDS).status();
    expect(bad).to.deep.include({ state: 'missing', keys: 0, filtered: [{ kid: 'e', flaw: 'wrong_use' }] });
  });
});
