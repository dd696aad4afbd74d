import { TokenType } from '@cambio/oauth';
import {
  type Changes,
  type FixedClock,
  fixedClock,
  generateKey,
  type SigningKey,
  sign,
} from '@cambio/testkit';
import { answerJson, answerStatus, type EvilIssuer, startEvilIssuer } from '@cambio/testkit/evil';
import { expect } from 'chai';
import {
  createKeyStore,
  createVerifier,
  type DeclaredIssuer,
  type KeyStore,
  type TokenVerifier,
} from '../src/index.ts';
import { claims, declare, KEY } from './fixture.ts';

const NEXT: SigningKey = await generateKey('key-2', 'RS256');
/** Another key under the name of the first, as Jenkins makes them. */
const REPLACED: SigningKey = await generateKey('key-1', 'RS256');

describe('keys that change while tokens come in', () => {
  let clock: FixedClock;
  let evil: EvilIssuer;
  let keys: KeyStore;
  let verifier: TokenVerifier;

  beforeEach(async () => {
    clock = fixedClock();
    evil = await startEvilIssuer();
    publish(KEY);
    const issuer: DeclaredIssuer = declare({
      keys: { kind: 'jwksUri', uri: `${evil.url}/keys` },
      allowPrivateNetwork: true,
    });
    const issuers = new Map([[issuer.id, issuer]]);
    keys = createKeyStore({ clock: clock.now });
    keys.setIssuers(issuers);
    verifier = createVerifier({ issuers: () => issuers, keys });
    await keys.refreshDue();
  });

  afterEach(async () => {
    await keys.close();
    await evil.close();
  });

  function publish(...published: readonly SigningKey[]): void {
    evil.answer('/keys', answerJson({ keys: published.map((key) => key.publicJwk) }));
  }

  async function outcome(key: SigningKey, header: Changes = {}): Promise<string> {
    const now = Math.floor(clock.now() / 1000);
    const compact = await sign(claims({ iat: now, exp: now + 300 }), key, header);
    const result = await verifier.verify(compact, TokenType.jwt, now);
    return result.ok ? 'verified' : result.error.reason;
  }

  it('costs no fetch to verify with known keys', async () => {
    for (let turn = 0; turn < 20; turn++) expect(await outcome(KEY)).to.equal('verified');
    expect(evil.requests()).to.equal(1);
  });

  it('costs no request to rotate when the next key is published ahead', async () => {
    publish(KEY, NEXT);
    clock.advance(450);
    await keys.refreshDue();
    const fetched = evil.requests();
    expect(await outcome(KEY)).to.equal('verified');
    expect(await outcome(NEXT)).to.equal('verified');
    expect(evil.requests()).to.equal(fetched);
  });

  it('costs no request to rotate without warning either', async () => {
    publish(NEXT);
    expect(await outcome(NEXT)).to.equal('verified');
    expect(await outcome(KEY), 'withdrawn').to.equal('unknown_key');
    expect(evil.requests()).to.equal(2);
  });

  it('fetches once for any number of unknown keys, and again only after the cool-down', async () => {
    const strangers = Array.from({ length: 50 }, (_, index) => outcome(KEY, { kid: `stranger-${index}` }));
    expect(new Set(await Promise.all(strangers))).to.deep.equal(new Set(['unknown_key']));
    expect(evil.requests()).to.equal(2);
    expect(await outcome(KEY), 'good keys stay').to.equal('verified');
    clock.advance(30);
    await outcome(KEY, { kid: 'stranger' });
    await outcome(KEY, { kid: 'stranger' });
    expect(evil.requests()).to.equal(3);
  });

  it('finds a new key under the old name', async () => {
    publish(REPLACED);
    expect(await outcome(REPLACED)).to.equal('verified');
    expect(await outcome(KEY)).to.equal('invalid_signature');
    expect(evil.requests()).to.equal(2);
  });

  it('fetches once per cool-down for forgeries under a known name', async () => {
    for (let turn = 0; turn < 20; turn++) expect(await outcome(REPLACED)).to.equal('invalid_signature');
    expect(evil.requests()).to.equal(2);
    expect(await outcome(KEY)).to.equal('verified');
  });

  it('costs no request when the issuer is down, until the bound', async () => {
    evil.answer('/keys', answerStatus(503));
    for (let hour = 0; hour < 24; hour++) {
      expect(await outcome(KEY)).to.equal('verified');
      clock.advance(3600);
      await keys.refreshDue();
    }
    expect(keys.status().get('acme')?.state).to.equal('missing');
    expect(await outcome(KEY)).to.equal('keys_unavailable');
    publish(KEY);
    clock.advance(300);
    await keys.refreshDue();
    expect(await outcome(KEY)).to.equal('verified');
  });

  it('asks an issuer that is down no more than once per cool-down', async () => {
    clock.advance(24 * 3600);
    evil.answer('/keys', answerStatus(503));
    for (let turn = 0; turn < 20; turn++) expect(await outcome(KEY)).to.equal('keys_unavailable');
    expect(evil.requests()).to.equal(2);
  });

  it('keeps no keys of an issuer that is removed while a token of its URL waits for those of another', async () => {
    const issuerAt = (id: string) =>
      declare({ id, keys: { kind: 'jwksUri', uri: `${evil.url}/${id}` }, allowPrivateNetwork: true });
    const [slow, removed] = [issuerAt('a'), issuerAt('b')];
    const both = new Map([slow, removed].map((each) => [each.id, each]));
    const { promise: asked, resolve: hold } = Promise.withResolvers<() => void>();
    evil.answer('/a', (request, response) => hold(() => answerJson({ keys: [] })(request, response)));
    evil.answer('/b', answerJson({ keys: [KEY.publicJwk] }));
    const verifying = createVerifier({ issuers: () => both, keys }).verify(
      await sign(claims(), KEY),
      TokenType.jwt,
      Math.floor(clock.now() / 1000),
    );
    const answer = await asked;
    keys.setIssuers(new Map([[slow.id, slow]]));
    answer();
    await verifying;
    expect([...keys.status().keys()]).to.deep.equal(['a']);
  });

  it('contacts nobody a token names', async () => {
    const lure = `${evil.url}/lure`;
    evil.answer('/lure', answerJson({ keys: [NEXT.publicJwk] }));
    for (const header of [{ jku: lure }, { x5u: lure }, { kid: lure }, { jku: lure, jwk: NEXT.publicJwk }]) {
      expect(await outcome(NEXT, header)).to.equal('unknown_key');
    }
    expect(evil.requests('/lure')).to.equal(0);
    expect(evil.requests('/.well-known/openid-configuration')).to.equal(0);
  });
});
