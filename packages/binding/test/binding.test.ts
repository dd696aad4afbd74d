import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { createBinding, createDpopKey, createNonces, makeDpopProof, type Reserve } from '../src/index.ts';
import { NOW, TOKEN_URL } from './signed-proof.ts';

function bindingOn(reserve: Reserve) {
  return createBinding({ marks: { reserve } });
}

const binding = bindingOn(async () => ok('reserved'));

describe('createBinding', () => {
  it('binds a caller without a key to nothing', async () => {
    expect(await binding.check({ kind: 'none' }, NOW)).to.deep.equal(ok(undefined));
  });

  it('binds a caller with a certificate to its thumbprint', async () => {
    const thumbprint = 'A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0';
    expect(await binding.check({ kind: 'mtls', thumbprint }, NOW)).to.deep.equal(
      ok({ 'x5t#S256': thumbprint }),
    );
  });

  it('binds a caller with a proof to its key', async () => {
    const key = await createDpopKey();
    const proof = await makeDpopProof({ key, method: 'POST', url: TOKEN_URL, now: NOW, jti: 'a' });
    const presented = { kind: 'dpop', proof, method: 'POST', url: TOKEN_URL } as const;
    expect(await binding.check(presented, NOW)).to.deep.equal(ok({ jkt: key.thumbprint }));
    const replayed = await bindingOn(async () => ok('exists')).check(presented, NOW);
    expect(replayed).to.deep.equal(err({ reason: 'proof_replayed', detail: 'seen before' }));
  });

  it('demands the nonces it was given', async () => {
    const key = await createDpopKey();
    const nonces = createNonces({ secret: new Uint8Array(32), now: () => NOW });
    const marks = { reserve: async () => ok('reserved' as const) };
    const demanding = createBinding({ marks, nonce: { nonces, required: true } });
    const request = { key, method: 'POST', url: TOKEN_URL, now: NOW, jti: 'a' };
    const outcomes = await Promise.all(
      [request, { ...request, nonce: await nonces.current() }].map(async (asked) => {
        const proof = await makeDpopProof(asked);
        return demanding.check({ kind: 'dpop', proof, method: 'POST', url: TOKEN_URL }, NOW);
      }),
    );
    expect(outcomes).to.deep.equal([
      err({ reason: 'nonce_missing', detail: 'a nonce is demanded' }),
      ok({ jkt: key.thumbprint }),
    ]);
  });

  it('never takes a bad proof for none', async () => {
    const presented = { kind: 'dpop', proof: '', method: 'POST', url: TOKEN_URL } as const;
    expect(await binding.check(presented, NOW)).to.have.nested.property('error.reason', 'proof_malformed');
  });
});
