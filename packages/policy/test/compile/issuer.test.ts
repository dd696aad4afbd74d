import { profileOf } from '@cambio/claims';
import type { JsonObject } from '@cambio/oauth';
import { expect } from 'chai';
import { changed, DEPLOYER, GATEWAY, GITHUB, load, PARTNER, trustOf } from '../acme.ts';

const issuer = (document: JsonObject) => trustOf(load(document)).issuers.get(String(document.id));

describe('compileIssuer', () => {
  it('fills in what the provider and the gateway say', () => {
    const profile = profileOf('github-actions');
    const {
      require: _,
      located: __,
      ...compiled
    } = { require: undefined, located: undefined, ...issuer(GITHUB) };
    expect(compiled).to.deep.equal({
      id: 'github',
      url: 'https://token.actions.githubusercontent.com',
      profile,
      keys: { kind: 'discovery' },
      allowPrivateNetwork: false,
      audiences: [GATEWAY.issuer],
      algorithms: profile?.algorithms,
      maxAge: profile?.maxAge,
      maxLifetime: profile?.maxLifetime,
      clockSkew: 30,
      replay: 'once-per-target',
      explainDenials: 'code',
      enabled: true,
      owner: 'platform@acme.example',
    });
  });

  it('takes what the document says instead', () => {
    const document = changed(PARTNER, {
      audiences: ['https://sts.acme.example/partner'],
      algorithms: ['ES256'],
      maxAge: '1m',
      maxLifetime: '5m',
      clockSkew: '0s',
      replay: 'allow',
      explainDenials: 'claims',
      ca: '-----BEGIN CERTIFICATE-----',
    });
    expect(issuer(document)).to.deep.include({
      url: 'https://id.partner.example',
      audiences: ['https://sts.acme.example/partner'],
      algorithms: ['ES256'],
      maxAge: 60,
      maxLifetime: 300,
      clockSkew: 0,
      replay: 'allow',
      explainDenials: 'claims',
      ca: '-----BEGIN CERTIFICATE-----',
    });
  });

  for (const [written, source] of [
    ['discovery', { kind: 'discovery' }],
    [
      { jwksUri: 'https://id.partner.example/jwks' },
      { kind: 'jwksUri', uri: 'https://id.partner.example/jwks' },
    ],
    [
      { jwksUri: 'https://k.example/jwks', bearerTokenFile: '/var/token' },
      { kind: 'jwksUri', uri: 'https://k.example/jwks', bearerTokenFile: '/var/token' },
    ],
    [{ jwks: { keys: [{ kty: 'EC' }] } }, { kind: 'jwks', keys: [{ kty: 'EC' }] }],
    [{ jwksFile: '/etc/jwks.json' }, { kind: 'jwksFile', path: '/etc/jwks.json' }],
    [
      { spiffeBundle: 'https://spire.example/bundle' },
      { kind: 'spiffeBundle', uri: 'https://spire.example/bundle' },
    ],
  ] as const) {
    it(`takes keys from ${JSON.stringify(written)}`, () => {
      expect(issuer(changed(PARTNER, { keys: written }))?.keys).to.deep.equal(source);
    });
  }

  const refused: Readonly<Record<string, readonly [changes: JsonObject, rule: string, path: string]>> = {
    'an unknown provider': [{ provider: 'oidcc' }, 'unknown-provider', 'provider'],
    'the provider of the gateway itself': [{ provider: 'self' }, 'unknown-provider', 'provider'],
    'the id of the built-in issuer': [{ id: 'self' }, 'reserved-id', 'id'],
    'the url of the gateway': [{ url: GATEWAY.issuer }, 'reserved-url', 'url'],
    'a url that the provider does not have': [{ provider: 'github-actions' }, 'issuer-url', 'url'],
    'an audience that names no recipient': [{ audiences: ['sigstore'] }, 'platform-audience', 'audiences'],
    'discovery from what is no address': [{ url: 'partner' }, 'address', 'url'],
    'an address that is not https': [{ url: 'http://id.partner.example' }, 'address', 'url'],
    'an address with a password': [
      { keys: { jwksUri: 'https://a:b@id.partner.example' } },
      'address',
      'keys',
    ],
    'a file for an address': [{ keys: { jwksUri: 'file:///etc/passwd' } }, 'address', 'keys'],
    'a loopback address without leave': [{ url: 'http://127.0.0.1:8080' }, 'address', 'url'],
    'a bundle that is not https': [{ keys: { spiffeBundle: 'http://spire.example' } }, 'address', 'keys'],
    'a guard that cannot be': [{ require: 'claims.sub == 1 &&' }, 'condition', 'require'],
    HMAC: [{ algorithms: ['HS256'] }, 'schema', 'algorithms'],
    'no algorithm': [{ algorithms: ['none'] }, 'schema', 'algorithms'],
  };
  for (const [what, [changes, rule, member]] of Object.entries(refused)) {
    it(`refuses ${what}`, () => {
      const document = changed(PARTNER, changes);
      const { trust, diagnostics } = load(document);
      expect([trust, diagnostics[0]?.rule]).to.deep.equal([undefined, rule]);
      const column = JSON.stringify(document).indexOf(`"${member}"`) + 1;
      expect(diagnostics[0]?.position.column).to.be.at.least(column);
    });
  }

  it('takes a loopback address over http with leave', () => {
    const local = changed(PARTNER, { url: 'http://127.0.0.1:8080', allowPrivateNetwork: true });
    expect(issuer(local)).to.include({ url: 'http://127.0.0.1:8080', allowPrivateNetwork: true });
  });

  it('needs a url where the provider has none of its own', () => {
    expect(load(changed(PARTNER, { url: undefined })).diagnostics[0]).to.include({
      rule: 'schema',
      message: 'url is required: Any OpenID Connect issuer has no single issuer',
    });
  });

  it('says what provider was meant', () => {
    expect(load(changed(PARTNER, { provider: 'github-action' })).diagnostics[0]?.hint).to.equal(
      'did you mean "github-actions"?',
    );
  });

  it('has a built-in one, for tokens of the gateway', () => {
    expect(trustOf(load(DEPLOYER)).issuers.get('self')).to.deep.include({
      url: GATEWAY.issuer,
      keys: { kind: 'own' },
      audiences: [GATEWAY.issuer, `${GATEWAY.issuer}/admin`, DEPLOYER.audience],
      enabled: true,
    });
  });
});
