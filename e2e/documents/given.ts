/** What the text around an example says is there. */
interface Given {
  readonly page: string;
  /** Which examples of the page. Default: all. */
  readonly like?: RegExp;
  readonly text: string;
}

const DEPLOYER = `import type { ResourceServer } from '@cambio/client'; declare const deployer: ResourceServer;`;

const GIVEN: readonly Given[] = [
  { page: 'docs/guides/services/verify-tokens.md', like: /deployer[,.](?!example)/, text: DEPLOYER },
  {
    page: 'docs/guides/services/verify-tokens.md',
    like: /client\/koa/,
    text: `import type Koa from 'koa'; declare const app: Koa;`,
  },
  {
    page: 'docs/guides/services/verify-tokens.md',
    like: /client\/express/,
    text: `import type { Express } from 'express'; declare const app: Express;`,
  },
  {
    page: 'docs/guides/services/verify-tokens.md',
    like: /client\/fastify/,
    text: `import type { FastifyInstance } from 'fastify'; declare const app: FastifyInstance;`,
  },
  {
    page: 'docs/guides/services/verify-tokens.md',
    like: /certificateOf/,
    text: `import { requireAccessToken } from '@cambio/client/koa';`,
  },
  {
    page: 'docs/guides/services/verify-tokens.md',
    like: /privateKeyJwt/,
    text: "declare const key: import('node:crypto').webcrypto.CryptoKey;",
  },
  { page: 'docs/guides/services/verify-tokens.md', like: /jwtVerify/, text: 'declare const token: string;' },
  {
    page: 'docs/guides/services/verify-tokens.md',
    like: /redis/,
    text: `import type { Redis } from 'ioredis'; declare const redis: Redis;`,
  },
  {
    page: 'docs/guides/services/verify-tokens.md',
    like: /createNonces/,
    text: 'declare const secret: Uint8Array, now: () => number;',
  },
  {
    page: 'docs/reference/reasons/proof_signature.md',
    text: `import { type JWK, SignJWT } from 'jose';
      declare const htm: string, htu: string, jti: string, publicJwk: JWK, privateKey: import('node:crypto').webcrypto.CryptoKey;`,
  },
  {
    page: 'e2e/README.md',
    text: `import { startGitHubPlatform } from '@cambio/testkit';
      import { startGateway } from '../../gateway/start-gateway.ts';
      declare const documents: string, body: URLSearchParams;`,
  },
  { page: 'packages/admin-client/README.md', text: 'declare const accessToken: string;' },
  {
    page: 'packages/binding/README.md',
    like: /createNonces/,
    text: `import type { Marks } from '@cambio/sts';
      declare const secret: Uint8Array, now: () => number, marks: Marks;`,
  },
  {
    page: 'packages/client/README.md',
    like: /client\/koa/,
    text: `import type Koa from 'koa'; declare const app: Koa;`,
  },
  {
    page: 'packages/testkit/README.md',
    like: /workload-api/,
    text: 'declare const domain: { svid(path: string, audience: readonly string[]): Promise<string> };',
  },
  {
    page: 'packages/upstream/README.md',
    text: `import type { DeclaredIssuers } from '@cambio/upstream';
      declare const issuers: DeclaredIssuers, token: string;`,
  },
];

/** On one line: the compiler's lines are then those of the example. */
export function givenTo(page: string, example: string): string {
  return GIVEN.filter((each) => each.page === page && (each.like ?? /./).test(example))
    .map(({ text }) => text.replaceAll(/\s*\n\s*/g, ' '))
    .join(' ');
}
