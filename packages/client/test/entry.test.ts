import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import * as entry from '../src/index.ts';

const SRC = join(import.meta.dirname, '../src');

/** Every import that is left at run time, from a file and from what it imports of ours. */
function importsOf(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const text = readFileSync(file, 'utf8').replaceAll(/^(import|export) type .*?;$/gms, '');
  return [...text.matchAll(/^(?:import|export) [^;]*?from '([^']+)';$/gm)].flatMap(([, specifier = '']) =>
    specifier.startsWith('.') ? importsOf(join(dirname(file), specifier), seen) : [specifier],
  );
}

describe('the entries of the package', () => {
  it('need nothing that the edge does not have', () => {
    expect([...new Set(importsOf(join(SRC, 'index.ts')))].sort()).to.deep.equal([
      '@cambio/binding',
      '@cambio/oauth',
      'aws4fetch',
      'jose',
      'zod',
    ]);
  });

  for (const framework of ['koa', 'express', 'fastify']) {
    it(`load no ${framework}, nor anything of Node`, () => {
      const imports = importsOf(join(SRC, `middleware/${framework}.ts`));
      expect(imports.filter((specifier) => !['@cambio/oauth'].includes(specifier))).to.deep.equal([]);
    });
  }

  it('are what callers and services build on', () => {
    expect(Object.keys(entry).sort()).to.deep.equal([
      'ACCESS_TOKEN_ALGORITHMS',
      'NoTokenError',
      'SOURCE_NAMES',
      'ask',
      'awsStsSource',
      'awsWebIdentitySource',
      'azureDevopsSource',
      'azureManagedIdentitySource',
      'azureWorkloadIdentitySource',
      'bearerToken',
      'bitbucketSource',
      'buildkiteSource',
      'checkScopes',
      'circleciSource',
      'commandSource',
      'createDpopKey',
      'createFetch',
      'createProver',
      'createReplayMemory',
      'createResourceServer',
      'describeCause',
      'describeFailure',
      'detectSource',
      'edgeIo',
      'exchange',
      'fileSource',
      'githubActionsSource',
      'gitlabSource',
      'googleSource',
      'isSafe',
      'isSourceName',
      'kubernetesSource',
      'makeDpopProof',
      'openSource',
      'presentedRequest',
      'privateKeyJwt',
      'readClaims',
      'revoke',
      'spiffeSource',
      'stdinSource',
      'stsEndpoint',
      'terraformCloudSource',
      'tokenProvider',
      'variableSource',
    ]);
  });
});
