import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { err, ok } from '@cambio/oauth';
import { startVault, type Vault } from '@cambio/testkit/vault';
import { expect } from 'chai';
import { compactVerify, createLocalJWKSet } from 'jose';
import {
  eitherKeeper,
  type KeyRing,
  localKeeper,
  openKeyRing,
  SIGNING_ALGORITHMS,
  type TransitOptions,
  transitKeeper,
} from '../../src/index.ts';
import type { TransitKeeper } from '../../src/transit/transit-keeper.ts';
import { memoryKeyStore } from '../key-store.ts';

const NAMES = { ES256: 'es256', ES384: 'es384', RS256: 'rs256', EdDSA: 'eddsa' };
const TYPES = { es256: 'ecdsa-p256', es384: 'ecdsa-p384', rs256: 'rsa-2048', eddsa: 'ed25519' };
const SCHEDULE = { rotateEvery: 1000, publishAhead: 100, keepRetired: 50 };
const LOCAL = localKeeper({ current: new Uint8Array(32), previous: [] });

describe('keys kept by Transit', () => {
  let vault: Vault;
  let folder: string;
  let now: number;
  const open: TransitKeeper[] = [];
  const faults: string[] = [];

  beforeEach(async () => {
    vault = await startVault('signing', TYPES);
    vault.tokens.set('hvs.file', 1000);
    folder = await mkdtemp(join(tmpdir(), 'cambio-transit-'));
    await writeFile(join(folder, 'token'), 'hvs.file\n');
    await writeFile(join(folder, 'jwt'), 'a.b.c');
    now = 1_800_000_000_000;
    faults.length = 0;
  });
  afterEach(async () => {
    for (const keeper of open.splice(0)) await keeper.close();
    await vault.close();
    await rm(folder, { recursive: true });
  });

  function keeperFor(changes: Partial<TransitOptions> = {}): TransitKeeper {
    const keeper = transitKeeper({
      url: vault.url,
      mount: 'signing',
      keys: NAMES,
      auth: { method: 'token', file: join(folder, 'token') },
      timeout: 20_000,
      now: () => now,
      onFault: ({ detail }) => faults.push(detail),
      ...changes,
    });
    open.push(keeper);
    return keeper;
  }

  async function ringOf(keeper: TransitKeeper, store = memoryKeyStore()): Promise<KeyRing> {
    const ring = await openKeyRing({
      store,
      keeper: eitherKeeper(LOCAL, keeper, 'transit'),
      algorithms: ['ES256', 'ES384', 'RS256', 'EdDSA'],
      schedule: SCHEDULE,
      now: () => now,
    });
    if (!ring.ok) throw new Error(JSON.stringify(ring.error));
    return ring.value;
  }

  const CLAIMS = {
    iss: 'https://cambio.example',
    sub: 'repo/1',
    aud: 'https://deployer.example',
    exp: 2_000_000_000,
    iat: 1_800_000_000,
    jti: 'j',
    client_id: 'mapping:m',
    scope: 'deploy:read',
    txn: 'd',
    additional: {},
  };

  async function tokenBy(ring: KeyRing, algorithm: string): Promise<string> {
    const token = await ring.mint(CLAIMS, algorithm);
    if (!token.ok) throw new Error(faults.join('; '));
    return token.value;
  }

  function verify(ring: KeyRing, token: string) {
    return compactVerify(token, createLocalJWKSet({ keys: ring.jwks().keys.map((key) => ({ ...key })) }));
  }

  const callsTo = (path: string) => vault.asked.filter((asked) => asked.path === `/v1/${path}`);

  for (const algorithm of SIGNING_ALGORITHMS) {
    it(`sign ${algorithm} tokens that verify by the published key`, async () => {
      const ring = await ringOf(keeperFor());
      const { protectedHeader } = await verify(ring, await tokenBy(ring, algorithm));
      expect(protectedHeader.alg).to.equal(algorithm);
      const [call] = callsTo(`signing/sign/${NAMES[algorithm]}`);
      expect(call?.body).to.include({ marshaling_algorithm: 'jws', key_version: 2 });
      expect(call?.body.prehashed).to.equal(algorithm === 'EdDSA' ? undefined : true);
    });
  }

  it('say whether they could sign, by asking for no signature', async () => {
    const ring = await ringOf(keeperFor());
    expect(await ring.ping()).to.deep.equal(ok(undefined));
    vault.instead = () => ({ status: 503, body: { errors: ['Vault is sealed'] } });
    expect(await ring.ping()).to.have.nested.property('error.reason', 'signer_unavailable');
    expect(callsTo('signing/sign/es256')).to.be.empty;
  });

  it('need no answer where others sign', async () => {
    const store = memoryKeyStore();
    const options = { store, algorithms: ['ES256'] as const, schedule: SCHEDULE, now: () => now };
    await openKeyRing({ ...options, keeper: LOCAL });
    const ring = await openKeyRing({ ...options, keeper: eitherKeeper(LOCAL, keeperFor(), 'transit') });
    vault.instead = () => ({ status: 503, body: { errors: ['Vault is sealed'] } });
    expect(ring.ok && (await ring.value.ping())).to.deep.equal(ok(undefined));
  });

  it('store no secret, and are found again', async () => {
    const store = memoryKeyStore();
    const ring = await ringOf(keeperFor(), store);
    expect(store.keys.map(({ sealed }) => sealed)).to.include.members([
      'transit:v1:es256:2',
      'transit:v1:es256:3',
    ]);
    const again = await ringOf(keeperFor(), store);
    expect(again.jwks()).to.deep.equal(ring.jwks());
  });

  it('rotate by versions: published ahead, then named in every signature, then retired', async () => {
    const ring = await ringOf(keeperFor());
    const old = await tokenBy(ring, 'ES256');
    now += 1000;
    const tended = await ring.tend();
    expect(tended.ok).to.equal(true);
    const token = await tokenBy(ring, 'ES256');
    expect(callsTo('signing/sign/es256').map(({ body }) => body.key_version)).to.deep.equal([2, 3]);
    expect(vault.keys.get('es256')?.versions).to.have.length(4);
    for (const each of [old, token]) await verify(ring, each);
  });

  it('can be changed to from local keys, whose tokens verify on', async () => {
    const store = memoryKeyStore();
    const options = { store, algorithms: ['ES256'] as const, schedule: SCHEDULE, now: () => now };
    const local = await openKeyRing({ ...options, keeper: LOCAL });
    if (!local.ok) throw new Error(local.error.reason);
    const token = await tokenBy(local.value, 'ES256');
    const ring = await openKeyRing({ ...options, keeper: eitherKeeper(LOCAL, keeperFor(), 'transit') });
    if (!ring.ok) throw new Error(ring.error.reason);
    await verify(ring.value, token);
    for (let rotation = 0; rotation < 2; rotation += 1) {
      await ring.value.rotate({ now: true, revoke: [] });
    }
    await verify(ring.value, await tokenBy(ring.value, 'ES256'));
    expect(callsTo('signing/sign/es256')).to.have.length(1);
    await verify(ring.value, token);
    const back = await openKeyRing({ ...options, keeper: eitherKeeper(LOCAL, undefined, 'local') });
    expect(back.ok ? 'opened' : back.error.reason).to.equal('signer_not_set_up');
  });

  it('are refused where the record names another version than it says', async () => {
    const store = memoryKeyStore();
    await ringOf(keeperFor(), store);
    store.keys = store.keys.map((key) => ({ ...key, sealed: key.sealed.replace(/\d$/, '1') }));
    const ring = await openKeyRing({
      store,
      keeper: keeperFor(),
      algorithms: ['ES256'],
      schedule: SCHEDULE,
      now: () => now,
    });
    expect(ring.ok ? 'opened' : ring.error.reason).to.equal('malformed_key');
  });

  const outages: readonly (readonly [string, () => void, RegExp])[] = [
    [
      'answers 503',
      () => (vault.instead = () => ({ status: 503, body: { errors: ['Vault is sealed'] } })),
      /503: Vault is sealed/,
    ],
    ['answers no JSON', () => (vault.instead = () => ({ status: 200 })), /not what it should be/],
    ['sends elsewhere', () => (vault.instead = () => ({ status: 307 })), /answered 307/],
    [
      'denies',
      () => (vault.instead = () => ({ status: 403, body: { errors: ['permission denied'] } })),
      /403: permission denied/,
    ],
    [
      'signs with another version',
      () =>
        (vault.instead = () => ({
          status: 200,
          body: { data: { signature: `vault:v1:${'A'.repeat(86)}` } },
        })),
      /no such signature/,
    ],
    [
      'gives half a signature',
      () =>
        (vault.instead = () => ({
          status: 200,
          body: { data: { signature: `vault:v2:${'A'.repeat(40)}` } },
        })),
      /no such signature/,
    ],
  ];
  for (const [what, happen, detail] of outages) {
    it(`are unavailable while Vault ${what}, and sign again after`, async () => {
      const ring = await ringOf(keeperFor());
      happen();
      expect(await ring.mint(CLAIMS, 'ES256')).to.deep.equal(err('unavailable'));
      expect(faults.join()).to.match(detail);
      vault.instead = undefined;
      await verify(ring, await tokenBy(ring, 'ES256'));
    });
  }

  it('are unavailable while Vault says nothing', async () => {
    const store = memoryKeyStore();
    await ringOf(keeperFor(), store);
    const ring = await ringOf(keeperFor({ timeout: 1000 }), store);
    vault.instead = () => 'nothing';
    expect(await ring.mint(CLAIMS, 'ES256')).to.deep.equal(err('unavailable'));
    expect(faults).to.deep.equal(['signing/sign/es256: no answer in time']);
  });

  it('are not there where nobody answers, or the key is of another kind', async () => {
    const made = [
      await keeperFor({ url: 'http://127.0.0.1:1' }).make('ES256'),
      await keeperFor({ keys: { ES256: 'rs256' } }).make('ES256'),
      await keeperFor({ keys: { ES256: 'nobody' } }).make('ES256'),
      await keeperFor({ keys: {} }).make('ES256'),
    ];
    expect(made.map((each) => (each.ok ? 'made' : each.error.detail))).to.satisfy((details: string[]) =>
      [/renew|ECONNREFUSED/, /of type rsa-2048/, /answered 404/, /no Transit key is named for ES256/].every(
        (pattern, index) => pattern.test(details[index] ?? ''),
      ),
    );
  });

  it('wait in line for a signature, and are turned away where the line is full', async () => {
    const ring = await ringOf(keeperFor());
    vault.instead = ({ path }) => (path.includes('/sign/') ? 'nothing' : undefined);
    const minting = Array.from({ length: 1100 }, () => ring.mint(CLAIMS, 'EdDSA'));
    const turnedAway = await Promise.all(minting.slice(32 + 1024));
    expect(new Set(turnedAway.map((each) => each.ok))).to.deep.equal(new Set([false]));
    expect(faults).to.deep.equal([]);
  });

  describe('and the log-in', () => {
    const logins = [
      [
        { method: 'kubernetes', mount: 'kubernetes', role: 'cambio' },
        'kubernetes',
        { role: 'cambio', jwt: 'a.b.c' },
      ],
      [{ method: 'jwt', mount: 'gateways', role: 'cambio' }, 'gateways', { role: 'cambio', jwt: 'a.b.c' }],
      [{ method: 'approle', mount: 'approle', role: 'r' }, 'approle', { role_id: 'r', secret_id: 'a.b.c' }],
    ] as const;
    for (const [auth, mount, sent] of logins) {
      it(`shows what ${auth.method} asks for, in the namespace`, async () => {
        const asked: unknown[] = [];
        vault.login = (path, body) => asked.push([path, body]) > 0;
        const whole = { ...auth, file: join(folder, 'jwt') };
        const ring = await ringOf(keeperFor({ auth: whole, namespace: 'teams/shop' }));
        await verify(ring, await tokenBy(ring, 'ES256'));
        expect(asked).to.deep.equal([[mount, sent]]);
        expect(new Set(vault.asked.map(({ headers }) => headers['x-vault-namespace']))).to.deep.equal(
          new Set(['teams/shop']),
        );
      });
    }

    const auth = () => ({ method: 'jwt', mount: 'jwt', role: 'r', file: join(folder, 'jwt') }) as const;
    const renewals = () => callsTo('auth/token/renew-self').length;
    const loginsMade = () => callsTo('auth/jwt/login').length;

    it('is renewed half way, once however many sign, and made anew where the token is refused', async () => {
      vault.login = () => true;
      const ring = await ringOf(keeperFor({ auth: auth() }));
      now += 51_000;
      await Promise.all(Array.from({ length: 20 }, () => tokenBy(ring, 'EdDSA')));
      expect([loginsMade(), renewals()]).to.deep.equal([1, 1]);
      vault.tokens.clear();
      await Promise.all(Array.from({ length: 20 }, () => tokenBy(ring, 'EdDSA')));
      expect([loginsMade(), renewals()]).to.deep.equal([2, 1]);
    });

    it('is kept alive while nobody signs', async () => {
      vault.login = () => true;
      const keeper = keeperFor({ auth: auth() });
      await keeper.keepAlive();
      now += 51_000;
      await keeper.keepAlive();
      expect([loginsMade(), renewals()]).to.deep.equal([1, 1]);
    });

    it('costs nothing while it fails and the token lives, and says so once it is dead', async () => {
      vault.login = () => true;
      const ring = await ringOf(keeperFor({ auth: auth() }));
      vault.instead = ({ path }) => (path.includes('/auth/') ? { status: 500 } : undefined);
      now += 60_000;
      await tokenBy(ring, 'EdDSA');
      now += 50_000;
      expect(await ring.mint(CLAIMS, 'EdDSA')).to.deep.equal(err('unavailable'));
      expect(faults.join()).to.contain('auth/jwt/login: answered 500');
    });

    it('tells what file is missing', async () => {
      const keeper = keeperFor({ auth: { method: 'token', file: join(folder, 'nothing') } });
      expect(await keeper.make('ES256')).to.deep.equal(
        err({ reason: 'signer_unavailable', detail: `${join(folder, 'nothing')} cannot be read` }),
      );
    });
  });
});
