import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openLedger } from '@cambio/ledger';
import { checkpointKey } from '@cambio/mint';
import { expect } from 'chai';
import { ON_MAIN } from '../../src/demo/jobs.ts';
import { EXIT } from '../../src/exit-code.ts';
import { type ListOptions, listKeys } from '../../src/keys/list-keys.ts';
import { type RewrapOptions, rewrapStoredKeys } from '../../src/keys/rewrap-keys.ts';
import { type RotateOptions, rotateKeys } from '../../src/keys/rotate-keys.ts';
import { type GatewayUnderTest, gatewayUnderTest } from '../gateway-under-test.ts';
import { terminalUnderTest } from '../terminal-under-test.ts';

const ADMIN = `
kind: Mapping
id: main-keys
owner: shop@acme.example
purpose: Main looks after the keys
issuer: github
target: admin
match: { repository_id: "123456", ref: refs/heads/main }
grant: { scopes: ["keys:rotate"], binding: dpop, subject: "repo/{repository_id}" }
`;

const DAY = 86_400_000;

interface Listed {
  readonly kid: string;
  readonly state: string;
  readonly algorithm: string;
}

describe('the commands for keys', () => {
  let gateway: GatewayUnderTest;
  let config: string;

  beforeEach(async () => {
    gateway = await gatewayUnderTest(ADMIN);
    config = gateway.folder.settings;
  });
  afterEach(() => gateway.close());

  function terminal(later = 0) {
    const env = { ...gateway.platform.job(ON_MAIN), CAMBIO_GATEWAY: gateway.settings.issuer };
    return terminalUnderTest({ env, now: () => Date.now() + later });
  }

  async function list(options: ListOptions, later?: number) {
    const told = terminal(later);
    const code = await listKeys(options, told);
    return { code, written: told.written(), noted: told.noted() };
  }

  async function rotate(options: RotateOptions, later?: number) {
    const told = terminal(later);
    const code = await rotateKeys(options, told);
    return { code, written: told.written(), noted: told.noted() };
  }

  async function rewrap(options: RewrapOptions) {
    const told = terminal();
    const code = await rewrapStoredKeys(options, told);
    return { code, written: told.written(), noted: told.noted() };
  }

  async function keysIn(options: ListOptions): Promise<readonly Listed[]> {
    const { keys } = JSON.parse((await list({ ...options, json: true })).written);
    return keys;
  }

  const kid = (keys: readonly Listed[], state: string) =>
    keys.find((key) => key.state === state)?.kid ?? 'none';

  it('list the same keys from the store and from the gateway, with what becomes of them', async () => {
    const { code, written } = await list({ config }, 2 * DAY);
    expect(code).to.equal(EXIT.done);
    expect(written).to.match(
      /^ES256 {2}active {2}[\w-]{43} {2}signs since 2d ago {2}rotates in 2[78]d\nES256 {2}next {4}[\w-]{43} {2}published 2d ago {4}signs in 2[78]d\n$/,
    );
    const here = await keysIn({ config });
    expect(await keysIn({ gateway: gateway.settings.issuer })).to.deep.equal(here);
    expect(JSON.stringify(here)).not.to.contain('sealed');
  });

  it('rotate in the store once the next key is known, and say from when on', async () => {
    const before = await keysIn({ config });
    const early = await rotate({ config });
    expect(early.code).to.equal(EXIT.denied);
    expect(early.noted).to.match(/^cambio: not every verifier can know the next ES256 key before 20\d\d-/);
    const { code, written } = await rotate({ config, json: true }, DAY + 1000);
    expect(code).to.equal(EXIT.done);
    const { events, keys } = JSON.parse(written);
    expect(events.map(({ event }: { event: string }) => event)).to.deep.equal([
      'retired',
      'activated',
      'made',
    ]);
    expect(kid(keys, 'active')).to.equal(kid(before, 'next'));
    expect(kid(keys, 'retired')).to.equal(kid(before, 'active'));
  });

  it('rotate at the gateway, now, and the gateway publishes the keys that are left', async () => {
    const { issuer } = gateway.settings;
    const before = await keysIn({ config });
    const refused = await rotate({ gateway: issuer });
    expect(refused).to.include({ code: EXIT.usage, written: '' });
    expect(refused.noted).to.contain('has not been published long enough');
    const { code, written } = await rotate({ gateway: issuer, now: true });
    expect(code).to.equal(EXIT.done);
    expect(written).to.contain(`✓ activated: ES256 ${kid(before, 'next')}\n`);
    const published = JSON.parse(await (await fetch(`${issuer}/jwks`)).text());
    const kids = published.keys.map((key: Listed) => key.kid);
    expect(kids).to.have.members((await keysIn({ config })).map((key) => key.kid));
    expect(kids).to.have.length(3);
  });

  it('revoke a key that signs, whose successor takes over', async () => {
    const before = await keysIn({ config });
    const stolen = kid(before, 'active');
    const { code, written } = await rotate({ config, revoke: [stolen] });
    expect(code).to.equal(EXIT.done);
    expect(written).to.match(/^✓ revoked: .+\n✓ activated: .+\n✓ made: /);
    const after = await keysIn({ config });
    expect(after.map((key) => key.kid)).not.to.include(stolen);
    expect(kid(after, 'active')).to.equal(kid(before, 'next'));
  });

  it('seal the trail by the key that takes over from one that is revoked', async () => {
    // Which asks for a token, so that there is a decision.
    await keysIn({ gateway: gateway.settings.issuer });
    const opened = await openLedger({ url: gateway.settings.ledger.url, now: Date.now });
    if (!opened.ok) throw new Error(opened.error.reason);
    for (const number of [1, 2]) {
      const stolen = kid(await keysIn({ config }), 'active');
      expect(await rotate({ config, revoke: [stolen] })).to.include({ code: EXIT.done, noted: '' });
      const latest = await opened.value.trail.latestCheckpoint();
      if (!latest.ok) throw new Error(latest.error);
      expect(latest.value?.number).to.equal(number);
      expect(checkpointKey(latest.value?.statement ?? '')).to.equal(kid(await keysIn({ config }), 'active'));
    }
    await opened.value.close();
  });

  for (const [options, code, says] of [
    [{ revoke: ['nobody'] }, EXIT.usage, 'no key has the id nobody'],
    [{ algorithm: 'HS256' }, EXIT.usage, 'no keys of this algorithm'],
  ] as const) {
    it(`do nothing for ${JSON.stringify(options)}`, async () => {
      const before = await keysIn({ config });
      const answer = await rotate({ config, now: true, ...options });
      expect(answer).to.include({ code, written: '' });
      expect(answer.noted).to.contain(says);
      expect(await keysIn({ config })).to.deep.equal(before);
    });
  }

  it('make no key under another encryption key than the others are', async () => {
    const other = join(gateway.folder.path, 'other');
    await writeFile(other, randomBytes(32).toString('base64'), { mode: 0o600 });
    const before = await keysIn({ config });
    const env = { CAMBIO_KEYS_ENCRYPTION_KEY_FILE: other };
    const told = terminalUnderTest({ env });
    expect(await rotateKeys({ config, now: true }, told)).to.equal(EXIT.unreachable);
    expect(told.noted()).to.contain('was encrypted under another key');
    expect(await keysIn({ config })).to.deep.equal(before);
  });

  it('encrypt the keys anew under a new file, and under the settings', async () => {
    const newKeyFile = join(gateway.folder.path, 'data', 'key.2');
    const { code, written, noted } = await rewrap({ config, newKeyFile });
    expect({ code, written }).to.deep.equal({
      code: EXIT.done,
      written: '✓ 2 private keys encrypted anew\n',
    });
    expect(noted).to.contain(`keyFile: ${newKeyFile}, previousKeyFiles: [`);
    expect((await rotate({ config, now: true })).noted).to.contain('was encrypted under another key');

    const changed = terminalUnderTest({ env: { CAMBIO_KEYS_ENCRYPTION_KEY_FILE: newKeyFile } });
    expect(await rotateKeys({ config, now: true }, changed)).to.equal(EXIT.done);

    const old = gateway.settings.keys.encryption.keyFile;
    const key = (await readFile(old, 'utf8')).trim();
    const back = { CAMBIO_KEYS_ENCRYPTION_KEY: key, CAMBIO_KEYS_ENCRYPTION_PREVIOUS_KEY_FILES: newKeyFile };
    const again = terminalUnderTest({ env: back });
    expect(await rewrapStoredKeys({ config }, again)).to.equal(EXIT.done);
    expect(again.written()).to.equal('✓ 3 private keys encrypted anew\n');
    expect((await rotate({ config, now: true })).code).to.equal(EXIT.done);
  });

  it('say what is missing', async () => {
    const nowhere = join(gateway.folder.path, 'nowhere');
    expect(await list({ data: nowhere })).to.include({ code: EXIT.unreachable, written: '' });
    const none = terminalUnderTest({ env: { CAMBIO_KEYS_ENCRYPTION_KEY_FILE: nowhere } });
    expect(await rewrapStoredKeys({ config }, none)).to.equal(EXIT.unreachable);
    expect(none.noted())
      .to.contain('cannot be read (ENOENT)')
      .and.contain('bring a lost one back')
      .and.not.contain('openssl rand');
  });
});
