import { X509Certificate } from 'node:crypto';
import { certificateThumbprint, createDpopKey, type DpopKey, PROOF_ALGORITHMS } from '@cambio/binding';
import { createResourceServer, type DpopOptions, type ResourceServerOptions } from '@cambio/client';
import { expect } from 'chai';
import { AUDIENCE, NOW, serveIssuer, type TestIssuer } from '../resource-server/issuer.ts';
import { PUBLIC_URL } from '../resource-server/proof.ts';
import { closeServers } from '../server.ts';
import { type Answer, type Call, call } from './call.ts';
import { SERVICES, type Service, type ServiceChoice } from './services.ts';

export const ALGS = PROOF_ALGORITHMS.join(' ');

/** `dpop: false`: proofs are not checked. */
export type ServeOptions = Partial<Omit<ResourceServerOptions, 'dpop'>> & {
  readonly dpop?: DpopOptions | false;
};

/** A service of one framework, with an issuer and a key of its own for each test. */
export interface ServiceUnderTest {
  readonly issuer: () => TestIssuer;
  readonly key: () => DpopKey;
  readonly serve: (options?: ServeOptions, choice?: Partial<ServiceChoice>) => Promise<Service>;
  /** Sends it these headers. */
  readonly ask: (headers: readonly string[], more?: Partial<Call>) => Promise<Answer>;
  /** A token that is bound to the key. */
  readonly boundToken: (claims?: Readonly<Record<string, unknown>>) => Promise<string>;
}

/** Describes the services of all frameworks, by the same tests. */
export function describeServices(what: string, tests: (service: ServiceUnderTest) => void): void {
  for (const [framework, start] of Object.entries(SERVICES)) {
    describe(`a ${framework} service${what}`, () => tests(serviceUnderTest(start)));
  }
}

function serviceUnderTest(start: (typeof SERVICES)[keyof typeof SERVICES]): ServiceUnderTest {
  let issuer: TestIssuer;
  let key: DpopKey;
  let open: Service[];

  beforeEach(async () => {
    issuer = await serveIssuer();
    key = await createDpopKey();
    open = [];
  });

  afterEach(async () => {
    await Promise.all(open.map((service) => service.close()));
    await closeServers();
  });

  async function serve(
    { dpop = { publicUrl: PUBLIC_URL }, ...options }: ServeOptions = {},
    choice: Partial<ServiceChoice> = {},
  ): Promise<Service> {
    const server = createResourceServer(
      { issuer: issuer.issuer, audience: AUDIENCE, ...(dpop && { dpop }), ...options },
      { fetch, now: () => NOW },
    );
    const service = await start({ server, ...choice });
    open.push(service);
    return service;
  }

  return {
    issuer: () => issuer,
    key: () => key,
    serve,
    ask: async (headers, more = {}) => {
      const service = await serve();
      return call(service.url, { headers, ...more });
    },
    boundToken: (claims = {}) => issuer.issue({ claims: { cnf: { jkt: key.thumbprint }, ...claims } }),
  };
}

export function challengeOf({ headers }: Answer): string {
  return String(headers['www-authenticate']);
}

export function expectRefusal(answer: Answer, status: number, error: string): void {
  expect(answer.status).to.equal(status);
  expect(challengeOf(answer)).to.match(new RegExp(`(Bearer|DPoP) error="${error}"`));
  expect(answer.headers['cache-control']).to.equal('no-store');
}

export function expectNoError(answer: Answer): void {
  expect(answer.status).to.equal(401);
  expect(challengeOf(answer)).to.equal(`Bearer, DPoP algs="${ALGS}"`);
}

export async function thumbprintOf(certificate: string): Promise<string> {
  return certificateThumbprint(Uint8Array.from(new X509Certificate(certificate).raw));
}
