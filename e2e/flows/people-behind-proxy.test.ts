import { type IdentityProvider, startIdentityProvider } from '@cambio/testkit';
import { expect } from 'chai';
import { calculatePKCECodeChallenge, generateRandomCodeVerifier } from 'oauth4webapi';
import { type Gateway, startGateway } from '../gateway/start-gateway.ts';
import { Browser } from './browser.ts';

const ADA = { id: 'ada-1', name: 'Ada', email: 'ada@acme.example', groups: ['platform'] };

/** Where browsers find the gateway. TLS ends at a proxy, which passes requests on in clear. */
const ISSUER = 'https://sts.acme.example';
const CALLBACK = `${ISSUER}/console/callback`;

function trustIn(url: string): string {
  return `
kind: Issuer
id: staff
provider: oidc
url: ${url}
allowPrivateNetwork: true
audiences: [cambio]
replay: allow
owner: platform@acme.example
---
kind: Mapping
id: platform-team
purpose: The platform team looks after the gateway
issuer: staff
target: admin
match: { groups: { contains: platform } }
grant: { scopes: ["trust:read"], subject: "person/{sub}" }
owner: platform@acme.example
`;
}

describe('people behind a proxy that ends TLS', () => {
  const verifier = generateRandomCodeVerifier();
  let provider: IdentityProvider;
  let gateway: Gateway;

  before(async () => {
    provider = await startIdentityProvider([ADA], { now: Date.now });
    gateway = await startGateway({
      trust: trustIn(provider.issuer),
      args: ['--issuer', ISSUER, '--set', 'admin.login.issuer=staff', '--set', 'admin.login.clientId=cambio'],
    });
  });

  after(async () => {
    await gateway.stop();
    await provider.close();
  });

  /** As the proxy passes it on. */
  function passedOn({ pathname, search }: URL): URL {
    return new URL(pathname + search, `http://127.0.0.1:${gateway.port}`);
  }

  async function authorization(): Promise<URL> {
    const asked = new URL(`${ISSUER}/authorize`);
    asked.search = new URLSearchParams({
      client_id: 'cambio-console',
      redirect_uri: CALLBACK,
      response_type: 'code',
      scope: 'admin',
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }).toString();
    return asked;
  }

  it('log in', async () => {
    const browser = new Browser({ person: ADA.id });
    let at = await authorization();
    while (!at.href.startsWith(CALLBACK)) {
      at = await browser.follow(passedOn(at), ({ origin }) => origin === ISSUER);
    }
    const form = {
      grant_type: 'authorization_code',
      client_id: 'cambio-console',
      redirect_uri: CALLBACK,
      code: at.searchParams.get('code') ?? '',
      code_verifier: verifier,
    };
    const answer = await fetch(passedOn(new URL(`${ISSUER}/token`)), {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    expect(await answer.json()).to.include({ scope: 'trust:read' });
  });

  it('get cookies that browsers send by https alone', async () => {
    const begun = await fetch(passedOn(await authorization()), { redirect: 'manual' });
    const login = new URL(begun.headers.get('location') ?? '', ISSUER);
    const cookie = begun.headers.getSetCookie().map((each) => each.split(';')[0]);
    const sentAway = await fetch(passedOn(login), {
      redirect: 'manual',
      headers: { cookie: cookie.join('; ') },
    });
    const cookies = [...begun.headers.getSetCookie(), ...sentAway.headers.getSetCookie()];
    expect(cookies.some((each) => each.startsWith('cambio_login='))).to.equal(true);
    expect(cookies.filter((each) => !/; secure(;|$)/i.test(each))).to.deep.equal([]);
  });
});
