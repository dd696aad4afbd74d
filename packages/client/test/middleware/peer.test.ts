import { createDpopKey, createNonces } from '@cambio/binding';
import { createResourceServer, type DpopOptions, type ResourceServer } from '@cambio/client';
import { expect } from 'chai';
import { calculateJwkThumbprint, exportJWK } from 'jose';
import {
  allowInsecureRequests,
  DPoP,
  type DPoPHandle,
  generateKeyPair,
  isDPoPNonceError,
  protectedResourceRequest,
  WWWAuthenticateChallengeError,
} from 'oauth4webapi';
import { AUDIENCE, serveIssuer, type TestIssuer } from '../resource-server/issuer.ts';
import { closeServers } from '../server.ts';
import { SERVICES, type Service } from './services.ts';

/** The wall's time, which the other side's proofs are made by. */
const now = () => Math.floor(Date.now() / 1000);

const nonces = createNonces({ secret: new Uint8Array(32), now });

for (const [framework, start] of Object.entries(SERVICES)) {
  describe(`oauth4webapi and a ${framework} service`, () => {
    let issuer: TestIssuer;
    let service: Service | undefined;

    beforeEach(async () => {
      issuer = await serveIssuer();
    });

    afterEach(async () => {
      await service?.close();
      await closeServers();
    });

    /** A service that is called by the URL it listens on, which is known once it listens. */
    async function serve(more: Partial<DpopOptions>): Promise<URL> {
      let server: ResourceServer | undefined;
      const opened = () => server ?? expect.fail('nobody calls before the service listens');
      service = await start({
        server: {
          verifyAccessToken: (request) => opened().verifyAccessToken(request),
          challenge: (...refused) => opened().challenge(...refused),
        },
      });
      const dpop = { publicUrl: service.url, ...more };
      server = createResourceServer({ issuer: issuer.issuer, audience: AUDIENCE, dpop }, { fetch, now });
      return new URL(`${service.url}/deploy?a=b`);
    }

    async function boundToken(jkt: string): Promise<string> {
      return issuer.issue({ claims: { cnf: { jkt }, iat: now(), exp: now() + 300 } });
    }

    async function handle(): Promise<{ readonly dpop: DPoPHandle; readonly jkt: string }> {
      const pair = await generateKeyPair('ES256');
      const jkt = await calculateJwkThumbprint(await exportJWK(pair.publicKey));
      return { dpop: DPoP({}, pair), jkt };
    }

    function request(token: string, url: URL, dpop?: DPoPHandle): Promise<Response> {
      const options = { [allowInsecureRequests]: true, ...(dpop !== undefined && { DPoP: dpop }) };
      return protectedResourceRequest(token, 'GET', url, undefined, undefined, options);
    }

    async function challengesOf(asked: Promise<Response>) {
      const refused = await asked.then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      return refused instanceof WWWAuthenticateChallengeError ? refused.cause : [];
    }

    it('DP-13 agree on a proof', async () => {
      const { dpop, jkt } = await handle();
      const url = await serve({});
      expect((await request(await boundToken(jkt), url, dpop)).status).to.equal(200);
    });

    it('DP-12 agree on nonces', async () => {
      const { dpop, jkt } = await handle();
      const url = await serve({ nonces });
      const token = await boundToken(jkt);
      const refused = await request(token, url, dpop).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(isDPoPNonceError(refused)).to.equal(true);
      expect((await request(token, url, dpop)).status).to.equal(200);
    });

    it('DP-15 DP-17 agree on challenges', async () => {
      const { thumbprint } = await createDpopKey();
      const url = await serve({});
      const challenges = await challengesOf(request(await boundToken(thumbprint), url));
      expect(challenges.map(({ scheme, parameters }) => [scheme, parameters.error])).to.deep.equal([
        ['bearer', 'invalid_token'],
        ['dpop', undefined],
      ]);
      expect(challenges[1]?.parameters.algs).to.include('ES256');
    });
  });
}
