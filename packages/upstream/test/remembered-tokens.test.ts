import { TokenType } from '@cambio/oauth';
import { generateKey, type SigningKey } from '@cambio/testkit';
import { expect } from 'chai';
import { createKeyStore, createVerifier, type DeclaredIssuer, type DeclaredIssuers } from '../src/index.ts';
import { declare, ISSUER, NOW, token } from './fixture.ts';

const OTHER_KEY: SigningKey = await generateKey('key-2', 'RS256');

/** A verifier that remembers two tokens, and counts how often it reads one whole. */
function remembering(...declared: readonly DeclaredIssuer[]) {
  const keys = createKeyStore({ clock: () => NOW * 1000 });
  let profiled = 0;
  const counting = (issuer: DeclaredIssuer): DeclaredIssuer => ({
    ...issuer,
    profile: {
      ...issuer.profile,
      workload: (claims) => {
        profiled += 1;
        return issuer.profile.workload(claims);
      },
    },
  });
  let issuers = mapOf(declared.map(counting));
  const verifier = createVerifier({ issuers: () => issuers, keys, remembered: 2 });
  return {
    /** Whose a token is, or why it is refused. */
    verify: async (compact: string, now = NOW) => {
      const result = await verifier.verify(compact, TokenType.jwt, now);
      return result.ok ? result.value.identity.issuer : result.error.reason;
    },
    /** How often a token was read whole. */
    read: () => profiled,
    declare: (...changed: readonly DeclaredIssuer[]) => {
      issuers = mapOf(changed.map(counting));
    },
  };
}

function mapOf(issuers: readonly DeclaredIssuer[]): DeclaredIssuers {
  return new Map(issuers.map((issuer) => [issuer.id, issuer]));
}

describe('remembered tokens', () => {
  it('are read once', async () => {
    const { verify, read } = remembering(declare());
    const compact = await token();
    expect([await verify(compact), await verify(compact)]).to.deep.equal(['acme', 'acme']);
    expect(read()).to.equal(1);
  });

  it('are judged by the time each time', async () => {
    const { verify, read } = remembering(declare());
    const compact = await token();
    expect(await verify(compact)).to.equal('acme');
    expect(await verify(compact, NOW + 3600)).to.equal('token_expired');
    expect(read()).to.equal(1);
  });

  it('are forgotten when there is no more room, the oldest first', async () => {
    const { verify, read } = remembering(declare());
    const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((jti) => token({ jti })));
    for (const compact of [a, b, c, b, a]) await verify(compact ?? expect.fail('there are three'));
    expect(read()).to.equal(4);
  });

  it('are no others with the same claims', async () => {
    const { verify, read } = remembering(declare());
    const compact = await token();
    await verify(compact);
    const forged = `${compact.slice(0, compact.lastIndexOf('.'))}.${(await token({ jti: 'b' })).split('.')[2]}`;
    expect(await verify(forged)).to.equal('invalid_signature');
    expect(read()).to.equal(1);
  });

  const changes: readonly (readonly [string, string, readonly DeclaredIssuer[]])[] = [
    ['its issuer was disabled', 'issuer_disabled', [declare({ enabled: false })]],
    ['its issuer is gone', 'unknown_issuer', []],
    ['its key is gone', 'unknown_key', [declare({ keys: { kind: 'jwks', keys: [OTHER_KEY.publicJwk] } })]],
    ['its algorithm is no longer listed', 'unsupported_algorithm', [declare({ algorithms: ['ES256'] })]],
    [
      'another issuer of its URL and key comes before its own',
      'aaa',
      [declare({ id: 'aaa', url: ISSUER }), declare()],
    ],
  ];
  for (const [change, outcome, declared] of changes) {
    it(`are read again after ${change}`, async () => {
      const { verify, declare: redeclare } = remembering(declare());
      const compact = await token();
      expect(await verify(compact)).to.equal('acme');
      redeclare(...declared);
      expect(await verify(compact)).to.equal(outcome);
    });
  }

  it('are read again after the keys of their issuer changed, though nothing else did', async () => {
    const store = createKeyStore({ clock: () => NOW * 1000 });
    const issuer = declare();
    let published = issuer;
    const verifier = createVerifier({
      issuers: () => mapOf([issuer]),
      keys: { of: () => store.of(published) },
      remembered: 2,
    });
    const compact = await token();
    expect((await verifier.verify(compact, TokenType.jwt, NOW)).ok).to.equal(true);
    published = declare({ keys: { kind: 'jwks', keys: [OTHER_KEY.publicJwk] } });
    const result = await verifier.verify(compact, TokenType.jwt, NOW);
    expect(result.ok ? undefined : result.error.reason).to.equal('unknown_key');
  });

  it('are none where several issuers share the URL', async () => {
    const { verify, read } = remembering(declare(), declare({ id: 'zzz' }));
    const compact = await token();
    await verify(compact);
    await verify(compact);
    expect(read()).to.equal(2);
  });
});
