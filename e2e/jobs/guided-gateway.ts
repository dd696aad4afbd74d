import { sampleClaims } from '@cambio/claims';
import { type GitHubPlatform, type Platform, startGitHubPlatform } from '@cambio/testkit';
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import { CONTENTS, documentOf } from '../documents/page-trust.ts';
import { startGateway } from '../gateway/start-gateway.ts';
import { post } from '../shop/answer.ts';
import { exchangeForm } from '../shop/shop.ts';
import { introspectionOf, postForm } from '../shop/token-status.ts';
import { DEPLOYER } from '../shop/trust.ts';
import { trustOf } from './guide.ts';

/** A gateway ruled by the trust documents of the guides, as they stand there. */
export interface GuidedGateway {
  readonly issuer: string;
  /** What a deployer that verifies tokens sees in one. */
  readonly verify: (token: string) => Promise<JWTPayload>;
  /** What the gateway tells the deployer of it. */
  readonly isActive: (token: string) => Promise<boolean>;
  /** For the job of the page on GitHub Actions, whose trust is always there: it is who asks whether tokens are active. */
  readonly github: GitHubPlatform;
  readonly close: () => Promise<void>;
}

/** The exact `iss` that a page is about: the one its Issuer names, else the provider's own. */
export function issuerOf(page: string): string {
  const declared = trustOf(page).find(({ kind }) => kind === 'Issuer');
  const usual = sampleClaims(String(declared?.provider))?.iss;
  return declared?.url ?? String(usual);
}

/** @param platforms what stands for each platform, by its page */
export async function startGuidedGateway(
  platforms: Readonly<Record<string, Platform>>,
): Promise<GuidedGateway> {
  const github = await startGitHubPlatform({ now: Date.now, issuer: issuerOf('github-actions') });
  const documents = Object.entries({ ...platforms, 'github-actions': github }).flatMap(
    ([page, { jwksUri }]) =>
      trustOf(page).map((document) =>
        // All that differs from the page: the keys are on this machine.
        document.kind === 'Issuer' ? { ...document, keys: { jwksUri }, allowPrivateNetwork: true } : document,
      ),
  );
  const trust = [documentOf(CONTENTS).text, ...documents.map((document) => JSON.stringify(document))];
  const gateway = await startGateway({ trust: trust.join('\n---\n') });
  const { issuer } = gateway;
  const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`));

  return {
    issuer,
    github,
    verify: async (token) => {
      const expected = { issuer, audience: DEPLOYER, typ: 'at+jwt' };
      return (await jwtVerify(token, keys, expected)).payload;
    },
    isActive: async (token) => {
      const own = await post(issuer, exchangeForm(await github.issue({ aud: issuer })));
      const authorization = `Bearer ${own.token?.access_token}`;
      return introspectionOf(await postForm(`${issuer}/introspect`, { token }, { authorization })).active;
    },
    close: async () => {
      await gateway.stop();
      await github.close();
    },
  };
}
