import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FixedClock, fixedClock } from '@cambio/testkit';
import { answerJson, answerStatus, type EvilIssuer, startEvilIssuer } from '@cambio/testkit/evil';
import { expect } from 'chai';
import { createKeyStore, type KeyStore } from '../../src/index.ts';
import type { DeclaredIssuer } from '../../src/issuer.ts';
import { algorithmNamed } from '../../src/signature/algorithms.ts';
import { declare, KEY, profile } from '../fixture.ts';

const RS256 = algorithmNamed('RS256') ?? expect.fail();

describe('key store', () => {
  let clock: FixedClock;
  let evil: EvilIssuer;
  let store: KeyStore;

  beforeEach(async () => {
    clock = fixedClock();
    evil = await startEvilIssuer();
    evil.answer('/keys', answerJson({ keys: [KEY.publicJwk] }));
    store = createKeyStore({ clock: clock.now });
  });

  afterEach(async () => {
    await store.close();
    await evil.close();
  });

  /** Publishes as OpenID providers do, with the members of the discovery document as given. */
  function publish(path: string, members: object = {}): void {
    const url = `${evil.url}${path}`;
    const document = { issuer: url, jwks_uri: `${evil.url}/keys`, ...members };
    evil.answer(`${path.replace(/\/$/, '')}/.well-known/openid-configuration`, answerJson(document));
  }

  function discovered(changes: Partial<DeclaredIssuer> = {}): DeclaredIssuer {
    return declare({ url: evil.url, keys: { kind: 'discovery' }, allowPrivateNetwork: true, ...changes });
  }

  function setIssuers(...issuers: readonly DeclaredIssuer[]): void {
    store.setIssuers(new Map(issuers.map((issuer) => [issuer.id, issuer])));
  }

  /** Reads the keys of one issuer and tells what came of it: how many, or why none. */
  async function read(issuer: DeclaredIssuer): Promise<number | string | undefined> {
    setIssuers(issuer);
    await store.refreshDue();
    const status = store.status().get(issuer.id);
    return status?.failure?.reason ?? status?.keys;
  }

  it('has nothing to say of an issuer whose tokens there are not', async () => {
    const none = declare({ keys: { kind: 'none' } });
    setIssuers(none);
    await store.refreshDue();
    expect(store.status().size).to.equal(0);
    expect(store.of(none).current()?.size).to.equal(0);
  });

  describe('by discovery', () => {
    for (const path of ['', '/tenant', '/tenant/']) {
      it(`finds the document of an issuer that ends in ${path || 'its host'}`, async () => {
        publish(path);
        expect(await read(discovered({ url: `${evil.url}${path}` }))).to.equal(1);
      });
    }

    it('wants the document to name the declared issuer, byte for byte', async () => {
      for (const issuer of [
        `${evil.url}/`,
        evil.url.toUpperCase(),
        'https://other.example',
        `${evil.url}/{tenantid}`,
      ]) {
        publish('', { issuer });
        expect(await read(discovered({ maxLifetime: issuer.length }))).to.equal('issuer_mismatch');
        await store.close();
      }
      expect(evil.requests('/keys')).to.equal(0);
    });

    for (const [what, members, reason] of [
      ['no jwks_uri', { jwks_uri: undefined }, 'malformed_document'],
      ['a jwks_uri that is no text', { jwks_uri: 7 }, 'malformed_document'],
      ['a jwks_uri that is no URL', { jwks_uri: 'keys' }, 'forbidden_url'],
      ['a jwks_uri in a file', { jwks_uri: 'file:///etc/passwd' }, 'forbidden_url'],
      ['a jwks_uri at the metadata service', { jwks_uri: 'http://169.254.169.254/' }, 'forbidden_address'],
      ['a jwks_uri in clear on the network', { jwks_uri: 'http://10.0.0.1/' }, 'forbidden_address'],
    ] as const) {
      it(`refuses ${what}`, async () => {
        publish('', members);
        expect(await read(discovered())).to.equal(reason);
      });
    }

    it('does not go to this machine unless the issuer may', async () => {
      publish('');
      expect(await read(discovered({ allowPrivateNetwork: false }))).to.equal('forbidden_url');
      expect(evil.requests()).to.equal(0);
    });
  });

  for (const [what, body] of [
    ['no JSON', '{"keys":['],
    ['a member twice', '{"keys":[],"keys":[]}'],
    ['no keys', '{}'],
    ['keys that are no list', '{"keys":{}}'],
    ['a list', '[]'],
    ['101 keys', JSON.stringify({ keys: Array.from({ length: 101 }, () => KEY.publicJwk) })],
    ['too much nesting', `{"keys":${'['.repeat(40)}${']'.repeat(40)}}`],
    ['a byte order mark', '\ufeff{"keys":[]}'],
  ] as const) {
    it(`refuses a key set with ${what}`, async () => {
      evil.answer('/keys', answerJson(body));
      const keys = { kind: 'jwksUri', uri: `${evil.url}/keys` } as const;
      expect(await read(discovered({ keys }))).to.equal('malformed_document');
    });
  }

  it('sends the bearer token of a file, as it is then, to its URL alone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'upstream-'));
    try {
      const file = join(folder, 'token');
      const issuer = discovered({
        keys: { kind: 'jwksUri', uri: `${evil.url}/keys`, bearerTokenFile: file },
      });
      expect(await read(issuer)).to.equal('unreadable_file');
      await writeFile(file, 'first.token\n');
      clock.advance(5);
      expect(await read(issuer)).to.equal(1);
      expect(evil.authorization('/keys')).to.equal('Bearer first.token');
      await writeFile(file, 'second.token');
      clock.advance(600);
      await read(issuer);
      expect(evil.authorization('/keys')).to.equal('Bearer second.token');
      await writeFile(file, 'two\r\nlines');
      clock.advance(600);
      expect(await read(issuer)).to.equal('unreadable_file');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('reads a key file again within ten seconds', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'upstream-'));
    try {
      const path = join(folder, 'jwks.json');
      const issuer = declare({ keys: { kind: 'jwksFile', path } });
      await writeFile(path, JSON.stringify({ keys: [KEY.publicJwk] }));
      expect(await read(issuer)).to.equal(1);
      await writeFile(`${path}.new`, JSON.stringify({ keys: [{ ...KEY.publicJwk, kid: 'key-2' }] }));
      await rename(`${path}.new`, path);
      clock.advance(10);
      await read(issuer);
      expect(store.of(issuer).current()?.find('key-2', RS256)).to.not.equal(undefined);
      await rm(path);
      clock.advance(10);
      expect(await read(issuer)).to.equal('unreadable_file');
      expect(store.of(issuer).current()?.find('key-2', RS256)).to.not.equal(undefined);
      await writeFile(path, ' '.repeat(600_000));
      clock.advance(10);
      expect(await read(issuer)).to.equal('too_large');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  describe('of a SPIFFE bundle', () => {
    const svid = { ...KEY.publicJwk, use: 'jwt-svid' };

    function bundled(): DeclaredIssuer {
      const keys = { kind: 'spiffeBundle', uri: `${evil.url}/bundle` } as const;
      return discovered({ url: 'spiffe://prod.acme.example', profile: profile('spiffe'), keys });
    }

    function publishBundle(members: string): void {
      evil.answer('/bundle', answerJson(`{"keys":[${JSON.stringify(svid)}]${members}}`));
    }

    it('uses the keys for JWT-SVIDs and no others', async () => {
      const x509 = { ...svid, use: 'x509-svid', kid: 'x', x5c: ['AAAA'] };
      evil.answer('/bundle', answerJson({ keys: [svid, x509, KEY.publicJwk, { kty: 'new', use: 'new' }] }));
      expect(await read(bundled())).to.equal(1);
      expect(
        store
          .status()
          .get('acme')
          ?.filtered.map(({ flaw }) => flaw),
      ).to.deep.equal(['wrong_use', 'wrong_use', 'unsupported_type']);
    });

    it('takes no bundle older than the last, in all 64 bits of its sequence number', async () => {
      const turns = [
        ['9223372036854775806', 1],
        ['9223372036854775807', 1],
        ['9223372036854775807', 1],
        ['9223372036854775806', 'rolled_back'],
        ['1', 'rolled_back'],
        ['9223372036854775808', 1],
      ] as const;
      for (const [sequence, expected] of turns) {
        publishBundle(`,"spiffe_sequence":${sequence}`);
        expect(await read(bundled())).to.equal(expected);
        clock.advance(300);
      }
      publishBundle('');
      expect(await read(bundled()), 'without a number the newest fetch counts').to.equal(1);
    });

    for (const sequence of ['-1', '1.5', '"7"', 'null', '1e3', '123456789012345678901']) {
      it(`refuses the sequence number ${sequence}`, async () => {
        publishBundle(`,"spiffe_sequence":${sequence}`);
        expect(await read(bundled())).to.equal('malformed_document');
      });
    }

    for (const [hint, seconds] of [
      ['', 225],
      [',"spiffe_refresh_hint":0', 45],
      [',"spiffe_refresh_hint":120', 90],
      [',"spiffe_refresh_hint":1000000000', 2700],
    ] as const) {
      it(`asks again after ${seconds} s with ${hint.slice(1) || 'no hint'}`, async () => {
        publishBundle(hint);
        await read(bundled());
        clock.advance(seconds - 1);
        await store.refreshDue();
        expect(evil.requests('/bundle')).to.equal(1);
        clock.advance(1);
        await store.refreshDue();
        expect(evil.requests('/bundle')).to.equal(2);
      });
    }
  });

  describe('when trust changes', () => {
    const keys = () => ({ kind: 'jwksUri', uri: `${evil.url}/keys` }) as const;

    it('keeps the keys of an issuer whose other members changed', async () => {
      await read(discovered({ keys: keys() }));
      expect(await read(discovered({ keys: keys(), audiences: ['other'], maxAge: 7 }))).to.equal(1);
      expect(evil.requests('/keys')).to.equal(1);
    });

    it('drops the keys of an issuer that changed in what they depend on', async () => {
      const before = discovered({ keys: keys() });
      await read(before);
      for (const changes of [
        { url: 'https://other.example' },
        { algorithms: ['PS256'] as const },
        { ca: 'other' },
        { keys: { kind: 'jwksUri', uri: `${evil.url}/other` } as const },
      ]) {
        setIssuers(before);
        await store.refreshDue();
        expect(store.of(before).current()?.size).to.equal(1);
        const after = { ...before, ...changes };
        setIssuers(after);
        expect(store.of(after).current(), JSON.stringify(changes)).to.equal(undefined);
      }
    });

    it('forgets issuers that are gone or disabled', async () => {
      const issuer = discovered({ keys: keys() });
      await read(issuer);
      setIssuers({ ...issuer, enabled: false });
      expect(store.status().size).to.equal(0);
      setIssuers(issuer);
      expect(store.of(issuer).current()).to.equal(undefined);
      setIssuers();
      expect(store.status().size).to.equal(0);
    });

    it('tells issuers apart that share a URL', async () => {
      const other = { ...KEY.publicJwk, kid: 'key-2' };
      evil.answer('/other', answerJson({ keys: [other] }));
      const one = discovered({ id: 'one', keys: keys() });
      const two = discovered({ id: 'two', keys: { kind: 'jwksUri', uri: `${evil.url}/other` } });
      setIssuers(one, two);
      await store.refreshDue();
      expect(store.of(one).current()?.find('key-2', RS256)).to.equal(undefined);
      expect(store.of(two).current()?.find('key-2', RS256)).to.not.equal(undefined);
    });
  });

  it('reads in the background once started, what is declared then, later, and when it is due again', async () => {
    let asked = () => {};
    const nextAsked = () =>
      new Promise<void>((resolve) => {
        asked = resolve;
      });
    evil.answer('/keys', (request, response) => {
      asked();
      answerJson({ keys: [KEY.publicJwk] })(request, response);
    });
    const keys = { kind: 'jwksUri', uri: `${evil.url}/keys` } as const;
    const one = discovered({ id: 'one', keys });
    const two = discovered({ id: 'two', keys });

    const started = nextAsked();
    setIssuers(one);
    expect(evil.requests('/keys'), 'not before it is started').to.equal(0);
    store.start();
    await started;
    const declared = nextAsked();
    setIssuers(one, two);
    await declared;
    const due = nextAsked();
    await store.refreshDue();
    clock.advance(600);
    await due;
    expect(evil.requests('/keys')).to.be.within(3, 4);
  });

  it('shows no more of a remote name than a line', async () => {
    evil.answer('/keys', answerJson({ keys: [KEY.publicJwk, { kid: 'x'.repeat(10_000) }] }));
    await read(discovered({ keys: { kind: 'jwksUri', uri: `${evil.url}/keys` } }));
    expect(store.status().get('acme')?.filtered[0]?.kid).to.have.length(100);
  });

  it('shows which issuer lacks keys, and why', async () => {
    evil.answer('/down', answerStatus(503));
    setIssuers(
      discovered({ id: 'good', keys: { kind: 'jwksUri', uri: `${evil.url}/keys` } }),
      discovered({ id: 'down', keys: { kind: 'jwksUri', uri: `${evil.url}/down` } }),
      declare({ id: 'inline' }),
      declare({ id: 'own', keys: { kind: 'own' } }),
    );
    await store.refreshDue();
    const states = [...store.status()].map(([id, { state, failure }]) => [id, state, failure?.reason]);
    expect(states).to.deep.equal([
      ['good', 'fresh', undefined],
      ['down', 'missing', 'bad_status'],
      ['inline', 'fresh', undefined],
      ['own', 'missing', undefined],
    ]);
  });

  it("takes the gateway's own keys from the function it was given", async () => {
    await store.close();
    store = createKeyStore({ clock: clock.now, ownKeys: () => own });
    const own = [KEY.publicJwk];
    expect(store.of(declare({ keys: { kind: 'own' } })).current()?.size).to.equal(1);
  });
});
