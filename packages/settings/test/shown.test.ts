import { expect } from 'chai';
import { shownMembers } from '../src/index.ts';
import { loaded } from './loading.ts';

const CANARY = 'canary-77';
const WEBHOOK = `whsec_${'A'.repeat(32)}`;
const KEY = `${'A'.repeat(43)}=`;

function shown(text: string, env: Readonly<Record<string, string>> = {}): ReadonlyMap<string, unknown> {
  return new Map(shownMembers(loaded(text, { env }).members).map(({ path, value }) => [path, value]));
}

describe('shownMembers', () => {
  it('gives what a setting is, and where it came from', () => {
    const { members } = loaded('listen: {port: 8443}', { env: { CAMBIO_TOKENS_LIFETIME: '1m' } });
    const all = shownMembers(members);
    expect(all.find(({ path }) => path === 'listen.port')).to.deep.equal({
      path: 'listen.port',
      value: 8443,
      origin: { kind: 'file', position: { file: 'cambio.yaml', line: 1, column: 10 } },
    });
    expect(all.find(({ path }) => path === 'tokens.lifetime')?.origin).to.deep.equal({
      kind: 'environment',
      variable: 'CAMBIO_TOKENS_LIFETIME',
    });
    expect(all.find(({ path }) => path === 'replicas')?.origin).to.deep.equal({ kind: 'default' });
  });

  const secrets: readonly [string, string, Readonly<Record<string, string>>?][] = [
    ['an encryption key', 'keys: {encryption: {key: KEY}}'],
    ['earlier ones', 'keys: {encryption: {previousKeys: [KEY]}}'],
    ['those of a variable', '', { CAMBIO_KEYS_ENCRYPTION_PREVIOUS_KEYS: 'KEY' }],
    ['the secret of a client', 'admin: {login: {issuer: staff, clientId: cambio, clientSecret: canary-77}}'],
    [
      'the password of a database',
      'ledger: {url: "postgres://cambio:canary-77@db/x"}\nmarks: {url: "redis://x"}',
    ],
    [
      'one in its query',
      'ledger: {url: "postgres://db/x?user=a&password=canary-77"}\nmarks: {url: "redis://x"}',
    ],
    [
      'one that an @ is in, and that of a user in whose name one is',
      'ledger: {url: "postgres://u:p@canary-77@db/x"}\nmarks: {url: "redis://u@x:canary-77@r"}',
    ],
    [
      'the key in the address of a sink',
      'audit: {sinks: [{id: a, type: otlp, url: "https://a/v1?api_key=canary-77&b=c", deadLetters: x}]}',
    ],
    ['one without a user', 'marks: {url: "redis://:canary-77@r:6379/0"}'],
    ['the password of a proxy', 'egress: {proxy: "http://u:canary-77@proxy:3128"}'],
    [
      'what signs webhooks, and their headers',
      'audit: {sinks: [{id: a, type: webhook, url: "https://a", deadLetters: x, secret: WEBHOOK, headers: {authorization: canary-77}}]}',
    ],
    [
      'sinks that a variable holds',
      '',
      {
        CAMBIO_AUDIT_SINKS:
          '[{"id":"a","type":"otlp","url":"https://a","deadLetters":"x","headers":{"k":"canary-77"}}]',
      },
    ],
  ];
  for (const [name, text, env = {}] of secrets) {
    it(`hides ${name}`, () => {
      const real = (template: string) => template.replaceAll('KEY', KEY).replaceAll('WEBHOOK', WEBHOOK);
      const given = Object.fromEntries(
        Object.entries(env).map(([variable, value]) => [variable, real(value)]),
      );
      const all = JSON.stringify([...shown(real(text), given)]);
      for (const secret of [CANARY, KEY, WEBHOOK]) expect(all).not.to.include(secret);
      expect(all).to.include('(hidden)');
    });
  }

  it('leaves placeholders, which say where a secret is', () => {
    const hole = '$' + '{SECRET}';
    const text = `keys: {encryption: {key: "${hole}"}}\nmarks: {url: "redis://u:${hole}@r"}`;
    const all = shown(text, { SECRET: KEY });
    expect(all.get('keys.encryption.key')).to.equal(hole);
    expect(all.get('marks.url')).to.equal(`redis://u:${hole}@r`);
  });

  it('leaves what only looks like a secret', () => {
    const all = shown('egress: {proxy: "http://proxy:3128"}\nlisten: {trustedProxies: [10.0.0.0/8]}');
    expect(all.get('egress.proxy')).to.equal('http://proxy:3128');
    expect(all.get('listen.trustedProxies')).to.deep.equal(['10.0.0.0/8']);
  });
});
