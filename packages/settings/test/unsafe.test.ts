import { expect } from 'chai';
import { complaints, loaded } from './loading.ts';

/** Serves everybody, and nothing about it is unsafe. */
const PUBLIC = {
  issuer: 'issuer: https://sts.acme.example',
  listen: 'listen: {host: 0.0.0.0, trustedProxies: [10.0.0.0/8]}',
  keys: 'keys: {encryption: {keyFile: /run/secrets/cambio-key}}',
  ledger: 'ledger: {url: "sqlite:/var/lib/cambio/cambio.db"}',
};

const text = (changed: Partial<typeof PUBLIC> = {}) => Object.values({ ...PUBLIC, ...changed }).join('\n');

describe('what the gateway refuses to start with', () => {
  it('is nothing of this', () => expect(complaints(text())).to.deep.equal([]));

  const met: readonly [string, string, Partial<typeof PUBLIC>][] = [
    ['plainHttp', '2:10 listen.host', { listen: 'listen: {host: 0.0.0.0}' }],
    ['plainHttp', '2:10 listen.host', { listen: 'listen: {host: "::"}' }],
    ['plainHttp', '2:10 listen.host', { listen: 'listen: {host: gateway.acme.example}' }],
    ['loopbackIssuer', '1:1 issuer', { issuer: 'issuer: http://localhost:8080' }],
    [
      'everyProxyTrusted',
      '2:25 listen.trustedProxies',
      { listen: 'listen: {host: 0.0.0.0, trustedProxies: [0.0.0.0/0]}' },
    ],
    ['everyProxyTrusted', '2:10 listen.trustedProxies', { listen: 'listen: {trustedProxies: ["::/0"]}' }],
    [
      'keyBesideStore',
      '3:21 keys.encryption.keyFile',
      { keys: 'keys: {encryption: {keyFile: /var/lib/cambio/./key}}' },
    ],
    ['storeInMemory', '4:10 ledger.url', { ledger: 'ledger: {url: "sqlite::memory:"}' }],
    [
      'storeInMemory',
      '4:10 ledger.url',
      { ledger: 'ledger: {url: "sqlite:/x/y.db"}\nmarks: {url: "sqlite::memory:"}' },
    ],
  ];
  for (const [danger, place, changed] of met) {
    it(`is ${danger}: ${Object.values(changed)}`, () => {
      const [complaint, ...more] = complaints(text(changed));
      expect(more).to.deep.equal([]);
      expect(complaint).to.match(
        new RegExp(`^cambio.yaml:${place} .* \\(unsafe.${danger} starts anyway\\)$`),
      );
    });

    it(`is ${danger} no more, once it is accepted: ${Object.values(changed)}`, () => {
      expect(complaints(`${text(changed)}\nunsafe: {${danger}: true}`)).to.deep.equal([]);
    });

    it(`is ${danger} all the same, where another is accepted: ${Object.values(changed)}`, () => {
      const other = danger === 'plainHttp' ? 'storeInMemory' : 'plainHttp';
      expect(complaints(`${text(changed)}\nunsafe: {${other}: true}`)).to.have.lengthOf(1);
    });
  }

  for (const host of ['127.0.0.1', '127.8.8.8', 'localhost', '::1']) {
    it(`is nothing of the defaults on ${host}`, () => {
      expect(loaded(`listen: {host: "${host}"}`).settings.listen.host).to.equal(host);
    });
  }

  it('does not mind a key that is in no file', () => {
    const key = `${'A'.repeat(43)}=`;
    expect(
      complaints(text({ keys: `keys: {encryption: {key: "${key}", keyFile: /var/lib/cambio/key}}` })),
    ).to.deep.equal([]);
  });

  it('is accepted by a variable too', () => {
    const env = { CAMBIO_LISTEN_HOST: '0.0.0.0', CAMBIO_UNSAFE_PLAIN_HTTP: 'true' };
    expect(complaints(`${PUBLIC.issuer}\n${PUBLIC.keys}`, { env })).to.deep.equal([]);
    expect(complaints('', { env: { CAMBIO_UNSAFE_PLAIN_HTTP: 'yes' } })).to.deep.equal([
      'environment variable CAMBIO_UNSAFE_PLAIN_HTTP:1:1 unsafe.plainHttp must be true or false',
    ]);
  });
});
