import type { JsonObject } from '@cambio/oauth';
import {
  change,
  createRoutes,
  freePort,
  listen,
  type RunningServer,
  type SpiffePlatform,
  startSpiffePlatform,
} from '@cambio/testkit';
import { expect } from 'chai';
import { type Gateway, type GatewayOptions, startGateway } from '../gateway/start-gateway.ts';
import { exchanged, refusal } from './exchange.ts';
import { trustOf } from './trust.ts';

const PATH = '/ns/payments/sa/deployer';
const DEPLOYER_ID = `spiffe://prod.acme.example${PATH}`;

function declared(domain: SpiffePlatform, bundle = domain.jwksUri) {
  const [id = ''] = domain.trustDomain.split('.');
  return {
    issuer: { id, provider: 'spiffe', url: `spiffe://${domain.trustDomain}`, keys: { spiffeBundle: bundle } },
    match: { sub: `spiffe://${domain.trustDomain}${PATH}` },
    grant: { claims: { domain: id } },
  };
}

describe('SPIFFE', () => {
  let prod: SpiffePlatform;
  let staging: SpiffePlatform;
  let gateway: Gateway;

  before(async () => {
    prod = await startSpiffePlatform({ now: Date.now });
    staging = await startSpiffePlatform({ now: Date.now, trustDomain: 'staging.acme.example' });
    gateway = await startGateway({ trust: trustOf(declared(prod), declared(staging)) });
  });
  after(async () => {
    await gateway.stop();
    await Promise.all([prod.close(), staging.close()]);
  });

  it('exchanges SVIDs of several trust domains, each by its own bundle', async () => {
    for (const domain of [prod, staging]) {
      const [id] = domain.trustDomain.split('.');
      const { sub, domain: signer } = await exchanged(gateway, await domain.svid(PATH, [gateway.issuer]));
      expect(signer).to.equal(id);
      expect(sub)
        .to.match(/^spiffe/)
        .and.to.contain(encodeURIComponent(`${domain.trustDomain}${PATH}`));
    }
  });

  it('takes an SVID as often as it comes', async () => {
    const svid = await prod.svid(PATH, [gateway.issuer]);
    const ids = [await exchanged(gateway, svid), await exchanged(gateway, svid)].map(({ jti }) => jti);
    expect(new Set(ids).size).to.equal(2);
  });

  const refused = [
    ['a workload of another domain, signed by this one', () => ({ sub: DEPLOYER_ID }), 'invalid_signature'],
    [
      'a workload of a domain nobody declared',
      () => ({ sub: `spiffe://evil.example${PATH}` }),
      'unknown_issuer',
    ],
    [
      "a workload of another domain under this one's iss",
      () => ({ iss: staging.issuer, sub: DEPLOYER_ID }),
      'claim_malformed',
    ],
    [
      'an SVID that a stranger may use too',
      () => ({ aud: [gateway.issuer, 'https://elsewhere.example'] }),
      'wrong_audience',
    ],
    [
      'an SVID that lives for an hour',
      () => ({ exp: Math.floor(Date.now() / 1000) + 3600 }),
      'token_lifetime_too_long',
    ],
    ['a longer path', () => ({ sub: `spiffe://staging.acme.example${PATH}/x` }), 'claim_mismatch'],
  ] as const;
  for (const [what, claims, reason] of refused) {
    it(`refuses ${what}: ${reason}`, async () => {
      expect(await refusal(gateway, await staging.svid(PATH, [gateway.issuer], claims()))).to.equal(reason);
    });
  }
});

describe('a SPIFFE bundle', () => {
  let domain: SpiffePlatform;
  let endpoint: RunningServer;
  let gateway: Gateway;
  let bundle: JsonObject;
  const routes = createRoutes();

  beforeEach(async () => {
    domain = await startSpiffePlatform({ now: Date.now });
    endpoint = await listen(routes.handler);
    routes.add('/bundle', () => ({ json: bundle }));
  });
  afterEach(async () => {
    await gateway.stop();
    await Promise.all([endpoint.close(), domain.close()]);
  });

  const trusting = (members: Partial<GatewayOptions> = {}) =>
    startGateway({ trust: trustOf(declared(domain, `${endpoint.url}/bundle`)), ...members });
  const svid = () => domain.svid(PATH, [gateway.issuer]);

  for (const use of ['x509-svid', 'sig', undefined]) {
    it(`has no key for SVIDs where the one it holds is for ${use ?? 'nothing it says'}`, async () => {
      bundle = { keys: domain.keys().map((key) => change(key, { use })), spiffe_sequence: 1 };
      gateway = await trusting();
      expect(await refusal(gateway, await svid())).to.equal('unknown_key');
    });
  }

  it('that is an old one played back brings no withdrawn key back', async () => {
    const old = { keys: domain.keys(), spiffe_sequence: 1 };
    const port = await freePort();
    const stolen = await domain.svid(PATH, [`http://127.0.0.1:${port}`]);
    await domain.rotate({ overlap: false });
    bundle = { keys: domain.keys(), spiffe_sequence: 2 };
    gateway = await trusting({ port });
    await exchanged(gateway, await svid());

    bundle = old;
    const asked = routes.countOf('/bundle');
    expect(await refusal(gateway, stolen)).to.equal('unknown_key');
    expect(routes.countOf('/bundle')).to.be.above(asked);
    await exchanged(gateway, await svid());
  });
});
